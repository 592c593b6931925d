// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The cluster as a tree of sections: the broker and its instances, what is wrong with them while something is, and the
// sessions on them. Fed with snapshots; it signals the rows that differ and no others, so that a view repaints only
// what changed.

#include "app/desktop/models/clustersnapshot.h"

#include <QAbstractItemModel>

namespace crosstalk {

class ClusterModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind { Section, Broker, Instance, Session, Fault };
    Q_ENUM(Kind)
    enum class Tone { Quiet, Good, Doubtful, Bad };
    Q_ENUM(Tone)
    enum Role {
        KindRole = Qt::UserRole,
        NameRole,      ///< Of the instance, also one at fault, or of the session; "broker".
        TagRole,       ///< InstanceTag
        DetailRole,    ///< The second line.
        FigureRole,    ///< Memory and CPU.
        ToneRole,      ///< Of the state.
        StateRole,     ///< Service::State, for the broker and instances.
        IconRole,      ///< Of the state: the name of a drawing; empty for a session.
        RowRole,       ///< ServiceRow or SessionRow
        ConditionRole, ///< Of the broker and instances, for people: the state, or what ails it in spite of that.
        ReasonRole,    ///< Why it is so; may be empty.
        HealRole,      ///< The word to be clicked that heals a fault; empty where nobody here can.
        HealingRole,   ///< What that does.
    };
    enum Section { Cluster, Faults, Sessions };

    explicit ClusterModel(QObject *parent = nullptr);

    void setSnapshot(const ClusterSnapshot &snapshot);
    /// Invalid for that of the faults while there are none.
    QModelIndex section(Section section) const;
    /// Invalid where there is none of this name.
    QModelIndex instance(const QString &name) const;
    QModelIndex broker() const { return index(0, 0, section(Cluster)); }
    /// What is wrong with this instance, or the "broker"; invalid where nothing is.
    QModelIndex fault(const QString &service) const;
    /// The instances, and the "broker", whose faults can be healed by the tester, in their order.
    QStringList healable() const;

    QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// A state for people.
    static QString words(Service::State state);
    static Tone tone(Service::State state);
    /// A size for people.
    static QString memory(qint64 bytes);

private:
    static QVariant sectionData(Section section, int role);
    static QVariant faultData(const FaultRow &row, int role);
    static QString faultDetail(const FaultRow &row);
    static QString faultSentence(const FaultRow &row, const QString &title, const QString &healing);
    Section sectionAt(int row) const;
    void setFaults(const QList<FaultRow> &faults);
    template<class Row>
    void sync(QList<Row> &rows, const QList<Row> &next, Section section);
    static QString clients(const ServiceRow &row);
    static QString serviceDetail(const ServiceRow &row);
    QVariant serviceData(const ServiceRow &row, int role) const;
    QVariant sessionData(const SessionRow &row, int role) const;

    QList<ServiceRow> m_services{ServiceRow{}}; ///< The broker first.
    QList<FaultRow> m_faults;
    QList<SessionRow> m_sessions;
};

} // namespace crosstalk
