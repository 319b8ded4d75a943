#include "workbench/desktop/multiples_grid.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/class_strip.h"
#include "workbench/desktop/multiples_map.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"
#include "workbench/desktop/year_bar.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr std::array countsOffered = {2, 3, 4, 6};
constexpr int mostMaps = 6;
constexpr int leastMaps = 2;

QToolButton* makeChoice(const char* objectName, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

int columnsFor(std::size_t maps)
{
    return maps <= 3 ? static_cast<int>(maps) : maps == 4 ? 2 : 3;
}

QString yearTitle(int year, const Words& words)
{
    return QString::fromStdString(title(FiscalYear{year}, words.language()));
}

}  // namespace

MultiplesGrid::MultiplesGrid(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , page_(new QScrollArea(this))
    , body_(new QWidget)
    , grid_(new QGridLayout(body_))
    , legend_(new ClassStrip(desk, this))
    , note_(new QLabel(this))
{
    setObjectName(QStringLiteral("multiplesGrid"));
    makeControls();
    page_->setWidget(body_);
    page_->setWidgetResizable(true);
    page_->setFrameShape(QFrame::NoFrame);
    page_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page_->setFocusPolicy(Qt::NoFocus);
    page_->viewport()->setAutoFillBackground(false);
    body_->setAutoFillBackground(false);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(8);
    for (int i = 0; i < mostMaps; ++i)
        cells_.push_back(makeCell(i));
    note_->setObjectName(QStringLiteral("multiplesNote"));
    note_->setWordWrap(true);
    legend_->setObjectName(QStringLiteral("multiplesLegend"));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(note_);
    column->addWidget(page_, 1);
    column->addWidget(legend_);

    ViewState& state = desk_.state;
    for (const auto signal : {&ViewState::multiplesChanged, &ViewState::pictureChanged})
        connect(&state, signal, this, &MultiplesGrid::refresh);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &MultiplesGrid::refresh);
    connect(&desk_.document, &CityDocument::pinnedChanged, this, &MultiplesGrid::refresh);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &MultiplesGrid::refresh);
    connect(&state.selection(), &SelectionModel::changed, this, &MultiplesGrid::showReadings);
    connect(&state.selection(), &SelectionModel::hoverChanged, this, &MultiplesGrid::showReadings);
    connect(&desk_.words, &Words::changed, this, &MultiplesGrid::retranslate);
    retranslate();
}

void MultiplesGrid::makeControls()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    const auto label = [this] { return new QLabel(this); };
    byLabel_ = label();
    countLabel_ = label();
    classesLabel_ = label();
    showLabel_ = label();
    byYears_ = makeChoice("multiplesByYears", this);
    byIndicators_ = makeChoice("multiplesByIndicators", this);
    sharedClasses_ = makeChoice("multiplesShared", this);
    ownClasses_ = makeChoice("multiplesOwn", this);
    values_ = makeChoice("multiplesValues", this);
    differences_ = makeChoice("multiplesDifferences", this);
    base_ = new QComboBox(this);
    base_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    base_->setObjectName(QStringLiteral("multiplesBase"));
    close_ = new QToolButton(this);
    close_->setObjectName(QStringLiteral("multiplesClose"));
    close_->setFocusPolicy(Qt::StrongFocus);

    const auto addRow = [&](std::initializer_list<QWidget*> widgets) {
        auto* row = new QHBoxLayout;
        row->setSpacing(4);
        for (QWidget* widget : widgets) {
            if (qobject_cast<QLabel*>(widget) && row->count() > 0)
                row->addSpacing(12);
            row->addWidget(widget);
        }
        row->addStretch(1);
        column->addLayout(row);
        return row;
    };
    QHBoxLayout* first = addRow({byLabel_, byYears_, byIndicators_, countLabel_});
    counts_ = new QButtonGroup(this);
    for (const int count : countsOffered) {
        QToolButton* button = makeChoice("", this);
        button->setObjectName(QStringLiteral("multiplesCount%1").arg(count));
        button->setText(QString::number(count));
        counts_->addButton(button, count);
        first->insertWidget(first->count() - 1, button);
    }
    first->addWidget(close_);
    addRow({classesLabel_, sharedClasses_, ownClasses_, showLabel_, values_, differences_, base_});

    const auto set = [this](QToolButton* button, auto change) {
        connect(button, &QToolButton::clicked, this, [this, change] {
            MultiplesChoice choice = desk_.state.multiples();
            change(choice);
            this->change(choice);
        });
    };
    set(byYears_, [](MultiplesChoice& choice) { choice.by = MultiplesChoice::By::Years; });
    set(byIndicators_, [](MultiplesChoice& choice) { choice.by = MultiplesChoice::By::Indicators; });
    set(sharedClasses_, [](MultiplesChoice& choice) { choice.hasSharedClasses = true; });
    set(ownClasses_, [](MultiplesChoice& choice) { choice.hasSharedClasses = false; });
    set(values_, [](MultiplesChoice& choice) { choice.isDifference = false; });
    set(differences_, [](MultiplesChoice& choice) { choice.isDifference = true; });
    connect(counts_, &QButtonGroup::idClicked, this, [this](int count) {
        MultiplesChoice choice = desk_.state.multiples();
        choice.count = count;
        choice.years.clear();
        choice.indicators.clear();
        change(choice);
    });
    connect(base_, &QComboBox::activated, this, [this](int row) {
        MultiplesChoice choice = desk_.state.multiples();
        choice.baseYear = base_->itemData(row).toInt();
        change(choice);
    });
    connect(close_, &QToolButton::clicked, this, &MultiplesGrid::closed);
}

MultiplesGrid::Cell MultiplesGrid::makeCell(int index)
{
    Cell cell{};
    cell.frame = new QWidget(body_);
    cell.title = new QLabel(cell.frame);
    cell.title->setFont(theme::font(theme::textPoints, true));
    cell.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    cell.title->setWordWrap(true);
    cell.remove = new QToolButton(cell.frame);
    cell.remove->setObjectName(QStringLiteral("multiplesRemove%1").arg(index));
    cell.remove->setText(QStringLiteral("×"));
    cell.remove->setProperty("isFlat", true);
    cell.remove->setFocusPolicy(Qt::StrongFocus);
    cell.map = new MultiplesMap(desk_, cell.frame);
    cell.map->setObjectName(QStringLiteral("multiplesMap%1").arg(index));
    cell.reading = new QLabel(cell.frame);
    cell.reading->setObjectName(QStringLiteral("multiplesReading%1").arg(index));
    cell.reading->setFont(theme::font(theme::captionPoints));
    cell.reading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    cell.legend = new ClassStrip(desk_, cell.frame);
    auto* head = new QHBoxLayout;
    head->addWidget(cell.title, 1);
    head->addWidget(cell.remove);
    auto* column = new QVBoxLayout(cell.frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(cell.map, 1);
    column->addWidget(cell.reading);
    column->addWidget(cell.legend);
    connect(cell.remove, &QToolButton::clicked, this, [this, index] { removeItem(index); });
    connect(cell.map, &MultiplesMap::opened, this, [this, index] { openItem(index); });
    cell.frame->hide();
    return cell;
}

std::vector<const MultiplesMap*> MultiplesGrid::maps() const
{
    std::vector<const MultiplesMap*> maps;
    for (std::size_t i = 0; i < items_.size(); ++i)
        maps.push_back(cells_[i].map);
    return maps;
}

std::vector<ShownIndicator> MultiplesGrid::shownMaps() const
{
    std::vector<ShownIndicator> shown;
    for (const MultiplesItem& item : items_)
        shown.push_back(item.shown);
    return shown;
}

void MultiplesGrid::change(const MultiplesChoice& choice)
{
    desk_.state.setMultiples(choice);
    showControls();  // also where nothing changed: a button was pressed that stays as it was
}

void MultiplesGrid::removeItem(int index)
{
    MultiplesChoice choice = desk_.state.multiples();
    choice.years.clear();
    choice.indicators.clear();
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (static_cast<int>(i) == index)
            continue;
        if (choice.by == MultiplesChoice::By::Years)
            choice.years.push_back(items_[i].year);
        else
            choice.indicators.push_back(items_[i].indicator);
    }
    change(choice);
}

void MultiplesGrid::openItem(int index)
{
    const MultiplesItem item = items_[static_cast<std::size_t>(index)];
    desk_.state.setIndicatorAndYear(item.indicator, item.year);
    desk_.state.setPicture({});
}

void MultiplesGrid::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void MultiplesGrid::refresh()
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    if (desk_.state.picture().kind != Picture::Kind::Multiples || !desk_.document.city() || !shown)
        return;
    showControls();
    const MultiplesChoice& choice = desk_.state.multiples();
    if (choice.by == MultiplesChoice::By::Indicators) {
        planIndicators();
        return;
    }
    computing_.drop();
    const Snapshot& snapshot = *desk_.document.city()->snapshot;
    place(planYears(snapshot, shown->result, multiplesYears(yearTicks(desk_.document), choice), choice,
                    classStyleOf(snapshot, shown->result.indicator.id)));
}

std::vector<std::string> MultiplesGrid::wantedIndicators() const
{
    const MultiplesChoice& choice = desk_.state.multiples();
    if (!choice.indicators.empty())
        return choice.indicators;
    const OpenedCity& city = *desk_.document.city();
    std::vector<std::string> ids = {desk_.state.indicator()};
    const auto add = [&](const std::string& id) {
        if (ids.size() < static_cast<std::size_t>(choice.count) && std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    for (const std::string& id : pinnedIndicators(*city.snapshot))
        add(id);
    for (const OfferedIndicator& offered : city.offered)
        if (!offered.indicator.cityOnly)
            add(offered.indicator.id);
    return ids;
}

void MultiplesGrid::planIndicators()
{
    const OpenedCity& city = *desk_.document.city();
    std::vector<std::pair<std::string, std::optional<IndicatorResult>>> wanted;
    for (const std::string& id : wantedIndicators()) {
        const IndicatorResult* known = desk_.document.computed(id);
        wanted.emplace_back(id, known ? std::optional(*known) : std::nullopt);
    }
    computing_.start(
        [snapshot = city.snapshot, session = city.session, wanted = std::move(wanted),
         year = desk_.state.year()]() mutable {
            std::vector<MultiplesItem> items;
            for (auto& [id, result] : wanted) {
                if (!result)
                    if (auto computed = session->compute(id, parametersOf(*snapshot, id.substr(0, id.find('.')))))
                        result = *std::move(computed);
                if (!result)
                    continue;  // what cannot be computed is told by its theme
                ShownIndicator shown = showYear(*snapshot, *std::move(result), year, classStyleOf(*snapshot, id));
                const int shownYear = shown.year.year;
                items.push_back({id, shownYear, false, std::move(shown)});
            }
            return items;
        },
        [this](std::vector<MultiplesItem> items) { place(std::move(items)); });
}

void MultiplesGrid::place(std::vector<MultiplesItem> items)
{
    if (items.size() > cells_.size())
        items.resize(cells_.size());
    items_ = std::move(items);
    const Words& words = desk_.words;
    const MultiplesChoice& choice = desk_.state.multiples();
    const bool isByYears = choice.by == MultiplesChoice::By::Years;
    const bool hasOneLegend = isByYears && (choice.hasSharedClasses || choice.isDifference);
    const int columns = std::max(1, columnsFor(items_.size()));
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Cell& cell = cells_[i];
        grid_->removeWidget(cell.frame);
        if (i >= items_.size()) {
            cell.frame->hide();
            continue;
        }
        const MultiplesItem& item = items_[i];
        // Numbered as the table's columns are.
        const QString name =
            isByYears ? yearTitle(item.year, words) : QString::number(i + 1) + u' ' + titleOf(item.shown, words);
        cell.title->setText(item.isBase ? words("desktop.multiples_is_base", {name}) : name);
        cell.title->setToolTip(cell.title->text());
        cell.remove->setEnabled(items_.size() > leastMaps);
        cell.remove->setToolTip(words("desktop.multiples_remove", {name}));
        cell.remove->setAccessibleName(cell.remove->toolTip());
        cell.map->show(item);
        cell.map->setAccessibleName(words("desktop.multiples_map", {titleOf(item.shown, words)}));
        cell.legend->setVisible(!hasOneLegend);
        cell.legend->show(hasOneLegend ? std::nullopt : std::optional(item.shown), {});
        grid_->addWidget(cell.frame, static_cast<int>(i) / columns, static_cast<int>(i) % columns);
        cell.frame->show();
    }
    for (int column = 0; column < mostMaps; ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
    for (int row = 0; row < 3; ++row)
        grid_->setRowStretch(row, row * columns < static_cast<int>(items_.size()) ? 1 : 0);
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    legend_->setVisible(hasOneLegend && !items_.empty());
    if (hasOneLegend && !items_.empty() && shown) {
        // Of a map that has values, with what is absent on any of them.
        const auto absentOn = [](const MultiplesItem& item) { return item.shown.choropleth.missing; };
        const auto [fewest, most] =
            std::minmax_element(items_.begin(), items_.end(), [&](const MultiplesItem& a, const MultiplesItem& b) {
                return absentOn(a) < absentOn(b);
            });
        ShownIndicator legend = fewest->shown;
        legend.choropleth.missing = absentOn(*most);
        legend_->show(legend, words("desktop.multiples_legend", {words.in(shown->result.indicator.title)}));
    }
    const bool hasNoBase = isByYears && choice.isDifference && shown &&
                           !multiplesBase(shown->result, multiplesYears(yearTicks(desk_.document), choice), choice);
    note_->setText(hasNoBase ? words("desktop.multiples_no_base") : QString());
    note_->setVisible(hasNoBase);
    showReadings();
    emit mapsChanged();
}

void MultiplesGrid::showReadings()
{
    if (!desk_.document.city())
        return;
    const SelectionModel& selection = desk_.state.selection();
    const std::string& code = selection.hovered().empty() ? selection.primary() : selection.hovered();
    const District* district = findDistrict(*desk_.document.city()->snapshot, code);
    const Words& words = desk_.words;
    const bool isDifference =
        desk_.state.multiples().isDifference && desk_.state.multiples().by == MultiplesChoice::By::Years;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const ShownIndicator& shown = items_[i].shown;
        QString text;
        const DistrictReading* reading = district ? shown.choropleth.find(code) : nullptr;
        if (reading) {
            const auto number = reading->value.number();
            const Indicator& indicator = shown.result.indicator;
            const std::string value = !number ? absenceWord(reading->value.absence(), words).toStdString()
                                      : isDifference
                                          ? formatChange(*number, indicator.decimals) +
                                                (words.language() == Language::Japanese ? "" : " ") +
                                                unitTitle(indicator.unit, words.language())
                                          : formatWithUnit(*number, indicator, NumberPlace::Table, words.language());
            text = words("desktop.multiples_reading",
                         {QString::fromStdString(district->name), QString::fromStdString(value)});
        } else if (shown.choropleth.missing > 0)
            text = words("desktop.multiples_missing", {QString::number(shown.choropleth.missing)});
        cells_[i].reading->setText(text);
    }
}

void MultiplesGrid::showControls()
{
    const MultiplesChoice& choice = desk_.state.multiples();
    const bool isByYears = choice.by == MultiplesChoice::By::Years;
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    byYears_->setChecked(isByYears);
    byIndicators_->setChecked(!isByYears);
    const std::size_t named = isByYears ? choice.years.size() : choice.indicators.size();
    counts_->setExclusive(false);
    for (QAbstractButton* button : counts_->buttons())
        button->setChecked(counts_->id(button) == (named > 0 ? static_cast<int>(named) : choice.count));
    counts_->setExclusive(true);
    sharedClasses_->setChecked(isByYears && (choice.hasSharedClasses || choice.isDifference));
    ownClasses_->setChecked(!sharedClasses_->isChecked());
    values_->setChecked(!isByYears || !choice.isDifference);
    differences_->setChecked(isByYears && choice.isDifference);
    // Indicators of different units share no classes and have no difference; a category is no number to take away.
    for (QWidget* control : {sharedClasses_, ownClasses_})
        control->setEnabled(isByYears && !choice.isDifference);
    differences_->setEnabled(isByYears && shown && shown->result.indicator.kind != IndicatorKind::Category);
    base_->clear();
    if (shown)
        for (const int year : yearsOf(shown->result))
            base_->addItem(yearTitle(year, desk_.words), year);
    const auto base =
        shown ? multiplesBase(shown->result, multiplesYears(yearTicks(desk_.document), choice), choice) : std::nullopt;
    base_->setCurrentIndex(base ? base_->findData(*base) : -1);
    base_->setEnabled(isByYears && choice.isDifference && base_->count() > 0);
}

void MultiplesGrid::retranslate()
{
    const Words& words = desk_.words;
    setAccessibleName(words("desktop.multiples"));
    byLabel_->setText(words("desktop.multiples_by"));
    countLabel_->setText(words("desktop.multiples_count"));
    classesLabel_->setText(words("desktop.multiples_classes"));
    showLabel_->setText(words("desktop.multiples_show"));
    byYears_->setText(words("desktop.multiples_years"));
    byIndicators_->setText(words("desktop.multiples_indicators"));
    sharedClasses_->setText(words("desktop.multiples_shared"));
    ownClasses_->setText(words("desktop.multiples_own"));
    values_->setText(words("desktop.multiples_values"));
    differences_->setText(words("desktop.multiples_differences"));
    base_->setAccessibleName(words("desktop.multiples_base"));
    base_->setToolTip(words("desktop.multiples_base"));
    close_->setText(words("desktop.multiples_close"));
    for (QAbstractButton* button : counts_->buttons())
        button->setAccessibleName(words("desktop.multiples_count_of", {button->text()}));
    refresh();
}

}  // namespace chiiki::desktop
