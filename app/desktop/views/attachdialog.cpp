// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/attachdialog.h"

#include "app/desktop/nametrouble.h"
#include "app/desktop/palette.h"
#include "app/desktop/workbench.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

QString urlSetting()
{
    return QStringLiteral("attach/url");
}

QString dialectSetting()
{
    return QStringLiteral("attach/dialect");
}

} // namespace

AttachDialog::AttachDialog(Workbench *workbench, QWidget *parent, std::chrono::milliseconds patience)
    : QDialog(parent)
    , m_workbench(workbench)
    , m_patience(patience)
    , m_url(new QLineEdit(QSettings().value(urlSetting()).toString(), this))
    , m_dialect(new QComboBox(this))
    , m_room(new QLineEdit(ClusterPlan::firstRoom(), this))
    , m_user(new QLineEdit(workbench->freeUser(), this))
    , m_trouble(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_attach(new QPushButton(tr("&Attach"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Attach a server"));
    buildForm();
    connect(m_attach, &QPushButton::clicked, this, &AttachDialog::tryIt);
    connect(m_cancel, &QPushButton::clicked, this, &AttachDialog::reject);
    for (QLineEdit *line : {m_url, m_room, m_user})
        connect(line, &QLineEdit::textChanged, this, &AttachDialog::check);
    connect(m_dialect, &QComboBox::currentTextChanged, this, &AttachDialog::check);
    connect(&m_reach, &Reach::reached, this, &AttachDialog::attach);
    connect(&m_reach, &Reach::failed, this, &AttachDialog::showTrouble);
    m_url->setFocus();
    m_url->selectAll();
    check();
}

AttachDialog::~AttachDialog() = default;

void AttachDialog::buildForm()
{
    m_url->setPlaceholderText(QStringLiteral("ws://127.0.0.1:9001/ws"));
    m_url->setMinimumWidth(fontMetrics().horizontalAdvance(QLatin1Char('m')) * 26);
    m_url->setAccessibleName(tr("Address of the server"));
    m_dialect->addItem(tr("plain: one room of bare text"), QStringLiteral("plain"));
    m_dialect->addItem(tr("crosstalk.v1: rooms and acknowledgements"), QStringLiteral("crosstalk"));
    m_dialect->setCurrentIndex(qMax(0, m_dialect->findData(QSettings().value(dialectSetting()))));
    m_dialect->setAccessibleName(tr("Dialect"));
    m_dialect->setToolTip(tr("The protocol that the server speaks"));
    m_room->setAccessibleName(tr("Room"));
    m_user->setAccessibleName(tr("User name"));
    m_trouble->setAccessibleName(tr("Why this server cannot be attached"));
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, Palette::of(red).bad);
    m_trouble->setPalette(red);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("Connecting"));
    m_attach->setDefault(true);
    m_cancel->setAutoDefault(false);

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_attach, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_cancel, QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto *form = new QFormLayout;
    form->addRow(tr("A&ddress"), m_url);
    form->addRow(tr("D&ialect"), m_dialect);
    form->addRow(tr("&Room"), m_room);
    form->addRow(tr("&User name"), m_user);
    layout->addLayout(form);
    layout->addWidget(m_trouble);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    m_trouble->hide();
    m_progress->hide();
}

void AttachDialog::check()
{
    const bool hasRooms = m_dialect->currentData().toString() == QLatin1String("crosstalk");
    m_room->setEnabled(hasRooms);
    const QString ofRoom = hasRooms ? NameTrouble::ofRoom(m_room->text()) : QString();
    const QString trouble = ofRoom.isEmpty() ? NameTrouble::ofUser(m_user->text()) : ofRoom;
    m_attach->setEnabled(!m_url->text().trimmed().isEmpty() && trouble.isEmpty());
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
}

void AttachDialog::tryIt()
{
    const auto url = Reach::readUrl(m_url->text());
    if (!url) {
        showTrouble(url.error());
        return m_url->setFocus();
    }
    setTrying(true);
    m_reach.start(*url, m_dialect->currentData().toString(), m_user->text(), m_patience);
}

void AttachDialog::attach()
{
    const QUrl url = *Reach::readUrl(m_url->text());
    const QString dialect = m_dialect->currentData().toString();
    Instance *instance = m_workbench->attach(url, dialect);
    const auto chat = m_workbench->openChat({instance->name(), m_room->text(), m_user->text(), dialect});
    if (!chat) {
        m_workbench->cluster()->removeInstance(instance);
        return showTrouble(chat.error());
    }
    QSettings settings;
    settings.setValue(urlSetting(), m_url->text().trimmed());
    settings.setValue(dialectSetting(), dialect);
    Q_EMIT attached(*chat);
    accept();
}

void AttachDialog::showTrouble(const Error &error)
{
    setTrying(false);
    m_trouble->setText(error.hint.isEmpty() ? error.what : error.what + QLatin1Char('\n') + error.hint);
    m_trouble->show();
    m_url->setFocus();
    m_url->selectAll();
}

void AttachDialog::setTrying(bool isTrying)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_url), static_cast<QWidget *>(m_dialect),
                            static_cast<QWidget *>(m_room), static_cast<QWidget *>(m_user)})
        widget->setEnabled(!isTrying);
    check();
    m_attach->setEnabled(!isTrying);
    m_attach->setText(isTrying ? tr("Connecting…") : tr("&Attach"));
    m_progress->setVisible(isTrying);
    if (isTrying) {
        m_room->setEnabled(false);
        m_cancel->setFocus();
    }
}

void AttachDialog::reject()
{
    if (!m_reach.isTrying())
        return QDialog::reject();
    m_reach.cancel();
    setTrying(false);
    m_url->setFocus();
}

} // namespace crosstalk
