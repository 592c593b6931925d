// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/newchatdialog.h"

#include "app/desktop/nametrouble.h"
#include "app/desktop/palette.h"
#include "client/dialect.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

bool hasRooms(const QString &dialect)
{
    const auto known = makeDialect(dialect);
    return known && (*known)->traits().hasRooms;
}

} // namespace

NewChatDialog::NewChatDialog(Workbench *workbench, const QString &instance, QWidget *parent)
    : QDialog(parent)
    , m_workbench(workbench)
    , m_instance(new QComboBox(this))
    , m_room(new QLineEdit(ClusterPlan::firstRoom(), this))
    , m_user(new QLineEdit(workbench->freeUser(), this))
    , m_dialect(new QComboBox(this))
    , m_trouble(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("New chat"));
    for (const Instance *each : workbench->cluster()->instances())
        m_instance->addItem(tr("%1 · %2").arg(badgeLetter(each->name()), ClusterModel::words(each->state())),
                            each->name());
    m_instance->setCurrentIndex(qMax(0, m_instance->findData(instance)));
    m_dialect->addItems(dialectNames());
    m_dialect->setToolTip(tr("The protocol spoken to the instance: crosstalk has rooms and acknowledgements, plain is "
                             "one room of bare text"));
    m_instance->setAccessibleName(tr("Instance"));
    m_room->setAccessibleName(tr("Room"));
    m_user->setAccessibleName(tr("User name"));
    m_dialect->setAccessibleName(tr("Dialect"));
    m_trouble->setAccessibleName(tr("Why this chat cannot be opened"));
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, Palette::of(red).bad);
    m_trouble->setPalette(red);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Open chat"));

    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    m_instance->setMinimumWidth(fontMetrics().averageCharWidth() * 36); // So that the title is not cut.
    auto *form = new QFormLayout;
    form->addRow(tr("&Instance"), m_instance);
    form->addRow(tr("&Room"), m_room);
    form->addRow(tr("&User name"), m_user);
    form->addRow(tr("&Dialect"), m_dialect);
    layout->addLayout(form);
    layout->addWidget(m_trouble);
    layout->addWidget(m_buttons);
    m_trouble->hide();

    connect(m_buttons, &QDialogButtonBox::accepted, this, &NewChatDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &NewChatDialog::reject);
    const auto speakItsDialect = [this] {
        if (const Instance *chosen = m_workbench->cluster()->instance(m_instance->currentData().toString()))
            m_dialect->setCurrentText(chosen->dialect());
    };
    connect(m_instance, &QComboBox::currentIndexChanged, this, speakItsDialect);
    speakItsDialect();
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &NewChatDialog::check);
    connect(m_room, &QLineEdit::textChanged, this, &NewChatDialog::check);
    connect(m_user, &QLineEdit::textChanged, this, &NewChatDialog::check);
    m_user->setFocus();
    m_user->selectAll();
    check();
}

void NewChatDialog::check()
{
    const bool isRoomAsked = hasRooms(m_dialect->currentText());
    m_room->setEnabled(isRoomAsked);
    m_room->setToolTip(isRoomAsked ? QString() : tr("A server that speaks this dialect has no rooms"));
    QString trouble = isRoomAsked ? NameTrouble::ofRoom(m_room->text()) : QString();
    if (trouble.isEmpty())
        trouble = NameTrouble::ofUser(m_user->text());
    if (m_instance->count() == 0)
        trouble = tr("There is no instance to open a chat on");
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(trouble.isEmpty());
    showTrouble(trouble);
}

void NewChatDialog::showTrouble(const QString &trouble)
{
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
}

void NewChatDialog::accept()
{
    const auto chat = m_workbench->openChat({m_instance->currentData().toString(),
                                             m_room->isEnabled() ? m_room->text() : ClusterPlan::firstRoom(),
                                             m_user->text(), m_dialect->currentText()});
    if (chat) {
        m_chat = *chat;
        return QDialog::accept();
    }
    showTrouble(chat.error().toString());
    m_user->setFocus();
}

} // namespace crosstalk
