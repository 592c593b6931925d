// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/preferencesdialog.h"

#include "app/desktop/clusterplan.h"
#include "app/desktop/palette.h"
#include "shared/message.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

constexpr int highestPort = 65535;

/// Those of all @p forms begin at one line.
void alignFields(const QList<QFormLayout *> &forms)
{
    QList<QWidget *> labels;
    int widest = 0;
    for (const QFormLayout *form : forms)
        for (int row = 0; row < form->rowCount(); ++row)
            if (const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole); item && item->widget()) {
                labels << item->widget();
                widest = qMax(widest, item->widget()->sizeHint().width());
            }
    for (QWidget *label : std::as_const(labels))
        label->setMinimumWidth(widest);
}

} // namespace

PreferencesDialog::PreferencesDialog(const Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_theme(new QComboBox(this))
    , m_restores(new QCheckBox(tr("&Open the last cluster and its chats at the start"), this))
    , m_instances(new QSpinBox(this))
    , m_trouble(new QLabel(this))
    , m_buttons(new QDialogButtonBox(
          QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this))
{
    setWindowTitle(tr("Preferences"));
    m_theme->addItem(tr("As the desktop"), QVariant::fromValue(static_cast<int>(Theme::System)));
    m_theme->addItem(tr("Light"), QVariant::fromValue(static_cast<int>(Theme::Light)));
    m_theme->addItem(tr("Dark"), QVariant::fromValue(static_cast<int>(Theme::Dark)));
    m_theme->setAccessibleName(tr("Theme"));
    m_instances->setRange(1, ClusterPlan::mostInstances);
    m_instances->setAccessibleName(tr("Instances of a new cluster"));
    auto *window = new QGroupBox(tr("Window"), this);
    auto *windowForm = new QFormLayout(window);
    windowForm->addRow(tr("&Theme"), m_theme);
    windowForm->addRow(QString(), m_restores);
    windowForm->addRow(tr("&Instances of a new cluster"), m_instances);

    auto *cluster = new QGroupBox(tr("Cluster"), this);
    auto *form = new QFormLayout(cluster);
    m_server = addProgram(form, tr("&Server program"), preferences.serverProgram,
                          tr("crosstalk-server beside this program, or in PATH"));
    m_redis =
        addProgram(form, tr("&Broker program"), preferences.redisProgram, tr("redis-server or valkey-server in PATH"));
    m_brokerPort = addPort(form, tr("B&roker port"), preferences.brokerPort, highestPort);
    m_firstPort = addPort(form, tr("&Port of the first instance"), preferences.firstPort,
                          highestPort - ClusterPlan::mostInstances);
    m_prefix = new QLineEdit(cluster);
    m_prefix->setAccessibleName(tr("Prefix of the channels on the broker"));
    form->addRow(tr("Channel prefi&x"), m_prefix);
    m_plainChannel = new QLineEdit(cluster);
    m_plainChannel->setAccessibleName(tr("Channel of the plain protocol"));
    form->addRow(tr("P&lain channel"), m_plainChannel);
    auto *note = new QLabel(tr("What is said here of the cluster holds from the next one on that is opened."), cluster);
    note->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(note);

    alignFields({windowForm, form});

    m_trouble->setAccessibleName(tr("What is wrong"));
    m_trouble->setWordWrap(true);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, Palette::of(red).bad);
    m_trouble->setPalette(red);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(window);
    layout->addWidget(cluster);
    layout->addWidget(m_trouble);
    layout->addWidget(m_buttons);

    for (QLineEdit *line : {m_server, m_redis, m_prefix, m_plainChannel})
        connect(line, &QLineEdit::textChanged, this, &PreferencesDialog::check);
    for (QSpinBox *port : {m_brokerPort, m_firstPort})
        connect(port, &QSpinBox::valueChanged, this, &PreferencesDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] { fill(Preferences()); });
    fill(preferences);
    m_theme->setFocus();
}

QLineEdit *PreferencesDialog::addProgram(QFormLayout *form, const QString &label, const QString &value,
                                         const QString &otherwise)
{
    const QString name = QString(label).remove(QLatin1Char('&'));
    auto *line = new QLineEdit(value, this);
    line->setPlaceholderText(otherwise);
    line->setAccessibleName(name);
    line->setMinimumWidth(fontMetrics().horizontalAdvance(otherwise) + 24);
    auto *browse = new QPushButton(tr("Browse…"), this);
    browse->setAccessibleName(tr("Browse for the %1").arg(name.toLower()));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, line, name] {
        const QString file = QFileDialog::getOpenFileName(this, name, line->text());
        if (!file.isEmpty())
            line->setText(file);
    });
    auto *row = new QHBoxLayout;
    row->addWidget(line, 1);
    row->addWidget(browse);
    form->addRow(label, row);
    // Its mnemonic leads to the line, not to the layout.
    if (auto *buddy = qobject_cast<QLabel *>(form->labelForField(row)))
        buddy->setBuddy(line);
    return line;
}

QSpinBox *PreferencesDialog::addPort(QFormLayout *form, const QString &label, int value, int highest)
{
    auto *port = new QSpinBox(this);
    port->setRange(0, highest);
    port->setSpecialValueText(tr("any free one"));
    port->setValue(value);
    port->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    form->addRow(label, port);
    return port;
}

void PreferencesDialog::fill(const Preferences &preferences)
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(preferences.theme)));
    m_restores->setChecked(preferences.restoresCluster);
    m_instances->setValue(preferences.instances);
    m_server->setText(preferences.serverProgram);
    m_redis->setText(preferences.redisProgram);
    m_brokerPort->setValue(preferences.brokerPort);
    m_firstPort->setValue(preferences.firstPort);
    m_prefix->setText(preferences.prefix);
    m_plainChannel->setText(preferences.plainChannel);
    check();
}

Preferences PreferencesDialog::preferences() const
{
    Preferences result;
    result.theme = static_cast<Theme>(m_theme->currentData().toInt());
    result.restoresCluster = m_restores->isChecked();
    result.instances = m_instances->value();
    result.serverProgram = m_server->text().trimmed();
    result.redisProgram = m_redis->text().trimmed();
    result.brokerPort = m_brokerPort->value();
    result.firstPort = m_firstPort->value();
    result.prefix = m_prefix->text();
    result.plainChannel = m_plainChannel->text();
    return result;
}

QString PreferencesDialog::trouble() const
{
    const Preferences wanted = preferences();
    if (!wanted.serverProgram.isEmpty())
        if (const auto found = Cluster::findServer(wanted.serverProgram); !found)
            return found.error().toString();
    if (!wanted.redisProgram.isEmpty())
        if (const auto found = Broker::findProgram(wanted.redisProgram); !found)
            return found.error().toString();
    const bool areNamed = v1::isValidName(wanted.prefix) && v1::isValidName(wanted.plainChannel);
    if (!areNamed)
        return tr("A prefix and a channel have 1 to 128 bytes, without control characters");
    const bool isTaken = wanted.brokerPort > 0 && wanted.firstPort > 0 && wanted.brokerPort >= wanted.firstPort &&
                         wanted.brokerPort < wanted.firstPort + ClusterPlan::mostInstances;
    if (isTaken)
        return tr("The broker's port is among those of the instances, %1 to %2")
            .arg(wanted.firstPort)
            .arg(wanted.firstPort + ClusterPlan::mostInstances - 1);
    return {};
}

void PreferencesDialog::check()
{
    const QString wrong = trouble();
    m_trouble->setText(wrong);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
}

} // namespace crosstalk
