#include "workbench/desktop/profile_panel.h"

#include <algorithm>
#include <map>

#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/figures_delegate.h"
#include "workbench/desktop/findings_delegate.h"
#include "workbench/desktop/note_edit.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr const char* centreKind = "community_centre";
constexpr int side = 12;

QLabel* makeLabel(const char* objectName, QWidget* parent, double points, bool isBold = false)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setFont(theme::font(points, isBold));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QListView* makeList(const char* objectName, QWidget* parent)
{
    auto* list = new QListView(parent);
    list->setObjectName(QLatin1String(objectName));
    list->setFont(theme::font(theme::tablePoints));
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setResizeMode(QListView::Adjust);
    return list;
}

bool isChoice(const QEvent& event)
{
    if (event.type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent&>(event).key();
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
}

}  // namespace

ProfilePanel::ProfilePanel(const Desk& desk, QWidget* parent)
    : QScrollArea(parent)
    , desk_(desk)
    , figures_(desk)
    , figuresModel_(desk.words)
    , findingsModel_(desk.words)
    , findingsDelegate_(new FindingsDelegate(desk.words, this))
{
    setObjectName(QStringLiteral("profilePanel"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    name_ = makeLabel("profileName", page, 16, true);
    reading_ = makeLabel("profileReading", page, theme::textPoints);
    centre_ = makeLabel("profileCentre", page, theme::captionPoints);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 8, 0, 12);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->setSpacing(8);
    name_->setWordWrap(false);
    head->addWidget(name_);
    head->addWidget(reading_, 1, Qt::AlignBottom);
    column->addLayout(head);
    auto* facts = new QVBoxLayout;
    facts->setContentsMargins(side, 0, side, 4);
    facts->addWidget(centre_);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const int row = static_cast<int>(i);
        keys_[i] = {makeLabel("profileKeyTitle", page, theme::textPoints),
                    makeLabel("profileKeyValue", page, theme::sectionPoints, true),
                    makeLabel("profileKeyRank", page, theme::captionPoints)};
        keys_[i].value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        keys_[i].rank->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        keys_[i].value->setWordWrap(false);
        keys_[i].rank->setWordWrap(false);
        grid->addWidget(keys_[i].title, row, 0);
        grid->addWidget(keys_[i].value, row, 1);
        grid->addWidget(keys_[i].rank, row, 2);
    }
    grid->setColumnStretch(1, 1);
    facts->addLayout(grid);
    column->addLayout(facts);

    figuresTitle_ = addSection(*column);
    figuresList_ = makeList("profileFigures", page);
    figuresList_->setModel(&figuresModel_);
    figuresList_->setItemDelegate(new FiguresDelegate(this));
    column->addWidget(figuresList_);
    facilitiesTitle_ = addSection(*column);
    facilities_ = makeLabel("profileFacilities", page, theme::textPoints);
    facilities_->setContentsMargins(side, 0, side, 4);
    facilities_->setTextFormat(Qt::RichText);
    column->addWidget(facilities_);
    findingsTitle_ = addSection(*column);
    findingsList_ = makeList("profileFindings", page);
    findingsList_->setModel(&findingsModel_);
    findingsList_->setItemDelegate(findingsDelegate_);
    column->addWidget(findingsList_);
    noteTitle_ = addSection(*column);
    note_ = new NoteEdit(desk_, page);
    auto* noteRow = new QHBoxLayout;
    noteRow->setContentsMargins(side, 0, side, 0);
    noteRow->addWidget(note_);
    column->addLayout(noteRow);
    column->addStretch(1);
    setWidget(page);
    setFocusProxy(figuresList_);

    for (QListView* list : {figuresList_, findingsList_})
        list->installEventFilter(this);
    connect(figuresList_, &QListView::clicked, this, [this](const QModelIndex& index) {
        desk_.state.setIndicator(index.data(FiguresModel::IdRole).toString().toStdString());
    });
    connect(findingsList_, &QListView::clicked, this, [this](const QModelIndex& index) {
        findingsDelegate_->setOpened(index);
        if (const ShownFinding* found = findingsModel_.findingAt(index)) {
            const ShownFinding chosen = *found;  // going there fills the list anew
            emit findingChosen(chosen);
        } else
            findingsModel_.toggle(index);
        fitLists();
    });
    connect(&desk_.state.selection(), &SelectionModel::changed, this, &ProfilePanel::takeDistrict);
    connect(&desk_.document, &CityDocument::cityChanged, this, &ProfilePanel::takeDistrict);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &ProfilePanel::takeDistrict);
    connect(&desk_.document.overlays(), &OverlayBoard::finished, this, &ProfilePanel::takeFindings);
    connect(&figures_, &DistrictFigures::changed, this, &ProfilePanel::takeFigures);
    connect(&desk_.words, &Words::changed, this, &ProfilePanel::takeDistrict);
    takeDistrict();
    theme::keep(*this, [this] { fitLists(); });
}

QLabel* ProfilePanel::addSection(QVBoxLayout& column)
{
    auto* line = new QFrame(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    column.addSpacing(4);
    column.addWidget(line);
    QLabel* title = makeLabel("profileSection", this, theme::sectionPoints, true);
    title->setContentsMargins(side, 2, side, 0);
    column.addWidget(title);
    return title;
}

void ProfilePanel::takeDistrict()
{
    const Words& words = desk_.words;
    setAccessibleName(words("desktop.profile_title"));
    figuresTitle_->setText(words("desktop.profile_figures"));
    figuresList_->setAccessibleName(words("desktop.profile_figures"));
    facilitiesTitle_->setText(words("desktop.profile_facilities"));
    noteTitle_->setText(words("desktop.profile_note"));
    note_->setAccessibleName(words("desktop.profile_note"));
    const OpenedCity* city = desk_.document.city();
    widget()->setVisible(city != nullptr);
    if (!city)
        return;
    code_ = desk_.state.selection().primary();
    const District* district = findDistrict(*city->snapshot, code_);
    if (!district)
        code_.clear();
    name_->setText(district ? QString::fromStdString(district->name) : words.in(city->snapshot->city.name));
    const bool isJapanese = words.language() == Language::Japanese;
    reading_->setText(district ? QString::fromStdString(isJapanese ? district->kana : district->romaji)
                               : words("desktop.profile_of_city", {QString::number(city->snapshot->districts.size())}));
    QStringList centres;
    for (const Facility& facility : city->snapshot->facilities)
        if (district && facility.kind == centreKind && facility.placement.districtCode == code_)
            centres << QString::fromStdString(facility.name);
    centre_->setText(centres.join(words("desktop.list_separator")));
    centre_->setVisible(!centres.isEmpty());
    noteTitle_->setVisible(district);
    note_->setVisible(district);
    note_->setDistrict(code_);
    takeFigures();
    showFacilities();
    takeFindings();
}

void ProfilePanel::takeFigures()
{
    const std::vector<std::string>& keys = keyFigures();
    const std::string wanted = code_.empty() ? "city" : code_;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        const ShownIndicator* shown = figures_.find(keys[i]);
        for (QLabel* label : {keys_[i].title, keys_[i].value, keys_[i].rank})
            label->setVisible(shown);
        if (!shown)
            continue;
        keys_[i].title->setText(desk_.words.in(shown->result.indicator.title));
        for (const ComparisonRow& row : shown->table.rows)
            if (row.code == wanted) {
                const ComparisonCell& cell = row.cells.front();
                const Value& value = cell.value;
                keys_[i].rank->setText(
                    cell.rank ? desk_.words(cell.isTied ? "desktop.profile_rank_tied" : "desktop.profile_rank",
                                            {QString::number(*cell.rank), QString::number(shown->rankedCount())})
                              : QString());
                keys_[i].value->setText(value.isNumber() ? QString::fromStdString(formatWithUnit(
                                                               *value.number(), shown->result.indicator,
                                                               NumberPlace::Table, desk_.words.language()))
                                                         : absenceWord(value.absence(), desk_.words));
            }
    }
    std::vector<ShownIndicator> rows;
    for (const ShownIndicator& shown : figures_.figures())
        if (std::find(keys.begin(), keys.end(), shown.result.indicator.id) == keys.end())
            rows.push_back(shown);
    figuresModel_.setContent(rows, code_);
    fitLists();
}

void ProfilePanel::showFacilities()
{
    const Snapshot& snapshot = *desk_.document.city()->snapshot;
    std::map<std::string, int> counts;
    for (const Facility& facility : snapshot.facilities)
        if (isOpen(facility, snapshot) && (code_.empty() || facility.placement.districtCode == code_))
            ++counts[facility.kind];
    QStringList said;
    for (const FacilityKind& kind : snapshot.facilityKinds)
        if (const int count = counts[kind.id]; count > 0)
            // Kept together on a line: a kind and its number.
            said << QStringLiteral("<span style=\"white-space:nowrap\">%1&nbsp;<b>%2</b></span>")
                        .arg(desk_.words.in(kind.title).toHtmlEscaped().replace(u' ', QStringLiteral("&nbsp;")),
                             QString::number(count));
    facilities_->setText(said.isEmpty() ? desk_.words("desktop.profile_no_facilities")
                                        : said.join(QStringLiteral("　 ")));
}

void ProfilePanel::takeFindings()
{
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    findingsModel_.setFindings(desk_.document.overlays(), city->snapshot);
    FindingsFilter filter;
    filter.isOfSelection = true;
    filter.selected = {code_};  // an empty code: what is of the whole city
    findingsModel_.setFilter(filter);
    findingsTitle_->setText(desk_.words("desktop.profile_findings", {QString::number(findingsModel_.shownCount())}));
    findingsList_->setAccessibleName(findingsTitle_->text());
    fitLists();
}

bool ProfilePanel::eventFilter(QObject* watched, QEvent* event)
{
    auto* list = qobject_cast<QListView*>(watched);
    if (list && isChoice(*event) && list->currentIndex().isValid()) {
        emit list->clicked(list->currentIndex());
        return true;
    }
    // The page scrolls, not its lists.
    if (list && event->type() == QEvent::KeyRelease && list->currentIndex().isValid()) {
        const QRect row = list->visualRect(list->currentIndex()).translated(list->mapTo(widget(), QPoint()));
        ensureVisible(0, row.center().y(), 0, row.height());
    }
    return QScrollArea::eventFilter(watched, event);
}

void ProfilePanel::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fitLists();
}

void ProfilePanel::fitLists()
{
    fitList(*figuresList_);
    fitList(*findingsList_);
}

void ProfilePanel::fitList(QListView& list)
{
    list.doItemsLayout();
    int height = 0;
    QStyleOptionViewItem option;
    option.font = list.font();
    option.rect = QRect(0, 0, viewport()->width(), 0);
    for (int row = 0; row < list.model()->rowCount(); ++row)
        height += list.itemDelegate()->sizeHint(option, list.model()->index(row, 0)).height();
    list.setVisible(height > 0);
    list.setFixedHeight(std::max(height, 1));
}

}  // namespace chiiki::desktop
