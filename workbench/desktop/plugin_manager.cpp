#include "workbench/desktop/plugin_manager.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/plugin_details.h"
#include "workbench/desktop/state_sign.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/plugin_standing.h"

namespace chiiki::desktop {
namespace {

constexpr double widthEm = 72;
constexpr int padding = 12;
enum Column { Sign, Name, Version, Parts, State, Actions, ColumnCount };
constexpr int idRole = Qt::UserRole;

/// The sign in its colour, and in that of the text where its row is chosen.
QIcon signOf(PluginState state, int side, double pixels)
{
    const auto picture = [&](const QColor& ink) {
        QPixmap drawn(QSize(side, side) * pixels);
        drawn.setDevicePixelRatio(pixels);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        drawStateSign(painter, QRectF(0, 0, side, side), state, ink);
        return drawn;
    };
    QIcon icon(picture(colourOf(state)));
    icon.addPixmap(picture(qColour(theme::onAccent)), QIcon::Selected);
    return icon;
}

}  // namespace

PluginManager::PluginManager(const Desk& desk, QWidget* panes)
    : QWidget(panes)
    , desk_(desk)
    , title_(new QLabel(this))
    , close_(new QToolButton(this))
    , line_(new QLabel(this))
    , table_(new QTableWidget(this))
    , details_(new QTextBrowser(this))
    , copy_(new QPushButton(this))
{
    setObjectName(QStringLiteral("pluginManagerSheet"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    hide();
    title_->setFont(theme::font(theme::sectionPoints, true));
    close_->setObjectName(QStringLiteral("pluginManagerClose"));
    close_->setText(QStringLiteral("×"));
    line_->setObjectName(QStringLiteral("pluginManagerLine"));
    line_->setWordWrap(true);
    line_->hide();
    table_->setObjectName(QStringLiteral("pluginManager"));
    table_->setColumnCount(ColumnCount);
    table_->verticalHeader()->hide();
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(table_);
    details_->setObjectName(QStringLiteral("pluginDetails"));
    details_->setFrameShape(QFrame::NoFrame);
    details_->document()->setDocumentMargin(padding);
    copy_->setObjectName(QStringLiteral("pluginDetailsCopy"));

    auto* head = new QHBoxLayout;
    head->setContentsMargins(padding, 8, 8, 8);
    head->addWidget(title_, 1);
    head->addWidget(copy_);
    head->addWidget(close_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(line_);
    column->addWidget(table_, 3);
    auto* rule = new QFrame(this);
    rule->setFixedHeight(1);
    rule->setAutoFillBackground(true);
    theme::keep(*rule, [rule] {
        QPalette hairline = rule->palette();
        hairline.setColor(QPalette::Window, qColour(theme::hairline));
        rule->setPalette(hairline);
    });
    column->addWidget(rule);
    column->addWidget(details_, 2);

    connect(close_, &QToolButton::clicked, this, &PluginManager::dismiss);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(details_->toPlainText()); });
    connect(table_, &QTableWidget::currentCellChanged, this, &PluginManager::showDetails);
    connect(&desk_.document, &CityDocument::cityChanged, this, &PluginManager::refresh);
    connect(&desk_.document.overlays(), &OverlayBoard::started, this, &PluginManager::refresh);
    connect(&desk_.document.overlays(), &OverlayBoard::changed, this, [this](const std::string& id) {
        const int row = rowOf(id);
        if (row < 0 || !isVisible())
            return;
        showRow(row, *desk_.document.overlays().find(id));
        if (id == currentId())
            showDetails();
    });
    connect(&desk_.words, &Words::changed, this, &PluginManager::retranslate);
    connect(&theme::looks(), &theme::Looks::changed, this, [this] {
        refresh();
        if (isVisible())
            place();
    });
    panes->installEventFilter(this);
    retranslate();
}

void PluginManager::open()
{
    if (!isVisible())
        focusBefore_ = QApplication::focusWidget();
    line_->hide();
    place();
    show();
    raise();
    if (table_->currentRow() < 0 && table_->rowCount() > 0)
        table_->setCurrentCell(0, Name);
    table_->setFocus(Qt::PopupFocusReason);
}

void PluginManager::openAt(const std::string& pluginId)
{
    open();
    wanted_ = pluginId;
    if (const int row = rowOf(pluginId); row >= 0)
        table_->setCurrentCell(row, Name);
}

void PluginManager::dismiss()
{
    hide();
    if (focusBefore_)
        focusBefore_->setFocus(Qt::PopupFocusReason);
}

bool PluginManager::isPlugin(const QString& path)
{
    const QFileInfo file(path);
    return (file.isDir() && QFileInfo::exists(path + QStringLiteral("/plugin.json"))) ||
           file.suffix().compare(QLatin1String("zip"), Qt::CaseInsensitive) == 0;
}

void PluginManager::install(const QString& path)
{
    open();
    std::string folder;
    if (const OpenedCity* city = desk_.document.city())
        for (const PluginFolder& place : city->surroundings.folders)
            if (place.place == PluginPlace::User)
                folder = place.path;
    if (folder.empty())
        folder = userPluginFolder();
    decide([source = path.toStdString(), folder]() -> Result<Plugin> {
        auto installed = installPlugin(source, folder, InstallMode::New);
        if (installed || installed.error().kind != ErrorKind::BadRequest)
            return installed;
        return installPlugin(source, folder, InstallMode::Update);
    });
}

void PluginManager::decide(std::function<Result<Plugin>()> decision)
{
    job_.start(std::move(decision), [this](Result<Plugin> done) {
        if (!done) {
            say(QString::fromStdString(describe(done.error(), desk_.words.language())), true);
            return;
        }
        line_->hide();
        wanted_ = done->id;
        desk_.document.recompute();
    });
}

void PluginManager::perform(Act act, const std::string& pluginId)
{
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    if (const int row = rowOf(pluginId); row >= 0)
        table_->setCurrentCell(row, Name);
    const PluginSurroundings& where = city->surroundings;
    switch (act) {
    case Act::Stop:
        decide([pluginId, where] { return stopPlugin(pluginId, where); });
        break;
    case Act::Start:
        decide([pluginId, where] { return startPlugin(pluginId, where); });
        break;
    case Act::Allow:
        decide([pluginId, where] { return allowPlugin(pluginId, where); });
        break;
    case Act::Cancel:
        desk_.document.overlays().cancel(pluginId);
        break;
    case Act::Recompute:
        desk_.document.recompute();
        break;
    case Act::Details:
        details_->setFocus(Qt::OtherFocusReason);
        break;
    }
}

/// What nobody sees is filled when it is shown.
void PluginManager::refresh()
{
    if (isVisible())
        fill();
}

void PluginManager::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fill();
}

void PluginManager::fill()
{
    const std::string current = wanted_.empty() ? currentId() : wanted_;
    const std::vector<OverlayEntry>& entries = desk_.document.overlays().entries();
    const int scrolled = table_->verticalScrollBar()->value();
    {
        const QSignalBlocker quiet(table_);
        table_->setRowCount(0);
        table_->setRowCount(static_cast<int>(entries.size()));
        for (std::size_t i = 0; i < entries.size(); ++i)
            showRow(static_cast<int>(i), entries[i]);
    }
    table_->verticalScrollBar()->setValue(scrolled);
    if (const int row = rowOf(current); row >= 0) {
        table_->setCurrentCell(row, Name);
        wanted_.clear();
    }
    showDetails();
}

void PluginManager::showRow(int row, const OverlayEntry& entry)
{
    const Plugin& plugin = *entry.plugin;
    const StateLook look = lookOf(entry, desk_.words);
    const auto put = [&](int column, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setData(idRole, QString::fromStdString(plugin.id));
        item->setToolTip(text);
        table_->setItem(row, column, item);
        return item;
    };
    QTableWidgetItem* sign = put(Sign, {});
    sign->setIcon(signOf(look.state, table_->fontMetrics().ascent() + 2, devicePixelRatioF()));
    sign->setData(Qt::AccessibleTextRole, look.word);
    const bool isRead = !plugin.problem;
    const QString title = isRead ? desk_.words.in(plugin.manifest.title) : QString::fromStdString(plugin.id);
    put(Name, isRead ? title + u'\n' + desk_.words.in(plugin.manifest.owner) : title);
    put(Version, QString::fromStdString(plugin.manifest.version));
    put(Parts, isRead ? partsOf(entry, desk_.words) : QStringLiteral("―"));
    QString state = look.word;
    if (look.state == PluginState::Valid && entry.run->seconds >= 0.05)
        state += desk_.words("desktop.manager_seconds", {QString::number(entry.run->seconds, 'f', 1)});
    put(State, state);
    put(Actions, {});

    auto* cell = new QWidget;
    auto* buttons = new QHBoxLayout(cell);
    buttons->setContentsMargins(0, 2, 4, 2);
    buttons->setSpacing(4);
    switch (look.state) {
    case PluginState::Valid:
        addButton(*cell, plugin.id, Act::Stop, "desktop.manager_stop");
        break;
    case PluginState::Running:
        addButton(*cell, plugin.id, Act::Cancel, "desktop.manager_cancel");
        break;
    case PluginState::LastGood:
    case PluginState::Failed:
        addButton(*cell, plugin.id, Act::Details, "desktop.manager_reason");
        addButton(*cell, plugin.id, Act::Recompute, "desktop.manager_recompute");
        break;
    case PluginState::TimedOut:
        addButton(*cell, plugin.id, Act::Recompute, "desktop.manager_again");
        addButton(*cell, plugin.id, Act::Stop, "desktop.manager_stop");
        break;
    case PluginState::AwaitingConsent:
        addButton(*cell, plugin.id, Act::Details, "desktop.manager_look_inside");
        addButton(*cell, plugin.id, Act::Allow, "desktop.manager_allow");
        break;
    case PluginState::Unreadable:
    case PluginState::WrongVersion:
        addButton(*cell, plugin.id, Act::Details, "desktop.manager_details");
        break;
    case PluginState::Stopped:
        addButton(*cell, plugin.id, entry.run ? Act::Start : Act::Recompute,
                  entry.run ? "desktop.manager_start" : "desktop.manager_recompute");
        break;
    }
    buttons->addStretch(1);
    table_->setCellWidget(row, Actions, cell);
}

void PluginManager::addButton(QWidget& cell, const std::string& pluginId, Act act, std::string_view code)
{
    auto* button = new QPushButton(desk_.words(code), &cell);
    button->setObjectName(QStringLiteral("plugin_%1_%2").arg(QString::fromStdString(pluginId)).arg(int(act)));
    button->setProperty("act", static_cast<int>(act));
    const OverlayEntry* entry = desk_.document.overlays().find(pluginId);
    const QString name = entry && !entry->plugin->problem ? desk_.words.in(entry->plugin->manifest.title)
                                                          : QString::fromStdString(pluginId);
    button->setAccessibleName(desk_.words("desktop.manager_button", {name, button->text()}));
    cell.layout()->addWidget(button);
    // The button goes with its row, and performing fills the table again.
    connect(
        button, &QPushButton::clicked, this, [this, act, pluginId] { perform(act, pluginId); }, Qt::QueuedConnection);
}

void PluginManager::showDetails()
{
    const OverlayEntry* entry = desk_.document.overlays().find(currentId());
    details_->setHtml(entry ? detailsHtml(*entry, desk_.words) : QString());
    copy_->setEnabled(entry != nullptr);
}

std::string PluginManager::currentId() const
{
    const QTableWidgetItem* item = table_->item(table_->currentRow(), Name);
    return item ? item->data(idRole).toString().toStdString() : std::string();
}

int PluginManager::rowOf(const std::string& pluginId) const
{
    for (int row = 0; row < table_->rowCount(); ++row)
        if (const QTableWidgetItem* item = table_->item(row, Name);
            item && item->data(idRole).toString().toStdString() == pluginId)
            return row;
    return -1;
}

void PluginManager::say(const QString& sentence, bool isTrouble)
{
    line_->setText(sentence);
    line_->setContentsMargins(padding, 4, padding, 8);
    theme::setTextColour(*line_, isTrouble ? theme::act : theme::text);
    line_->show();
}

void PluginManager::place()
{
    const double em = QFontInfo(font()).pixelSize();
    const QWidget& panes = *parentWidget();
    setGeometry(0, 0, std::min(static_cast<int>(widthEm * em), panes.width()), panes.height());
    // The rest, at least 12 em, is for the buttons.
    const double share[] = {2.4, 17, 4.5, 15, 15};
    const double shrink = std::min(1.0, (width() / em - 14) / 54);
    for (int column = 0; column < Actions; ++column)
        table_->setColumnWidth(column, static_cast<int>(share[column] * shrink * em));
    table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(2 * table_->fontMetrics().height() + em / 2));
}

void PluginManager::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    const bool isChoice = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    QWidget* cell = table_->cellWidget(table_->currentRow(), Actions);
    if (isChoice && table_->hasFocus() && cell)
        if (auto* first = cell->findChild<QPushButton*>()) {
            first->click();
            return;
        }
    QWidget::keyPressEvent(event);
}

bool PluginManager::event(QEvent* event)
{
    // Esc is a key of the window's menu as well; the innermost thing closes first.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool PluginManager::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void PluginManager::retranslate()
{
    title_->setText(desk_.words("desktop.manager_title"));
    close_->setAccessibleName(desk_.words("desktop.manager_close"));
    close_->setToolTip(desk_.words("desktop.manager_close"));
    copy_->setText(desk_.words("desktop.manager_copy"));
    setAccessibleName(desk_.words("desktop.manager_title"));
    table_->setAccessibleName(desk_.words("desktop.manager_name"));
    details_->setAccessibleName(desk_.words("desktop.manager_details"));
    table_->setHorizontalHeaderLabels(
        {QString(), desk_.words("desktop.manager_column_name"), desk_.words("desktop.manager_column_version"),
         desk_.words("desktop.manager_column_parts"), desk_.words("desktop.manager_column_state"),
         desk_.words("desktop.manager_column_actions")});
    refresh();
}

}  // namespace chiiki::desktop
