#include "workbench/desktop/year_bar.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int yearsOfPlan = 6;

/// Of two equally near years the later one.
std::optional<int> nearestOf(const std::vector<int>& years, int wanted)
{
    std::optional<int> nearest;
    for (const int year : years)
        if (!nearest || std::abs(year - wanted) <= std::abs(*nearest - wanted))
            nearest = year;
    return nearest;
}

/// The year the window stands in: that of the indicator, otherwise the one asked for.
std::optional<int> yearShown(const Desk& desk)
{
    const auto& shown = desk.document.shown();
    return shown && shown->table.columns.front().year ? std::optional(shown->year.year) : desk.state.year();
}

}  // namespace

std::vector<YearSlider::Tick> yearTicks(const CityDocument& document)
{
    if (!document.city())
        return {};
    const Snapshot& snapshot = *document.city()->snapshot;
    const std::vector<int> own = document.shown() ? yearsOf(document.shown()->result) : std::vector<int>();
    std::vector<int> all = own;
    for (const IndicatorValue& value : snapshot.values)
        if (value.series == Series::Actual)
            all.push_back(value.year.year);
    if (all.empty() || all.size() == own.size())
        if (const auto now = fiscalYearOfAsOf(snapshot.asOf))
            all.push_back(now->year);
    if (all.empty())
        return {};
    const auto [first, last] = std::minmax_element(all.begin(), all.end());
    std::vector<YearSlider::Tick> ticks;
    for (int year = std::min(*first, *last - yearsOfPlan + 1); year <= *last; ++year)
        ticks.push_back({year, std::find(own.begin(), own.end(), year) != own.end()});
    return ticks;
}

YearBar::YearBar(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , title_(new QLabel(this))
    , slider_(new YearSlider(this))
    , absent_(new QWidget(this))
    , sentence_(new QLabel(absent_))
    , nearest_(new QPushButton(absent_))
{
    setObjectName(QStringLiteral("yearBar"));
    sentence_->setObjectName(QStringLiteral("yearAbsent"));
    sentence_->setWordWrap(true);
    nearest_->setObjectName(QStringLiteral("yearNearest"));
    title_->setBuddy(slider_);
    slider_->setFont(theme::font(theme::captionPoints));
    auto* line = new QHBoxLayout(absent_);
    line->setContentsMargins(0, 4, 0, 0);
    line->setSpacing(12);
    line->addWidget(sentence_, 1);
    line->addWidget(nearest_);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(title_);
    row->addWidget(slider_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 0);
    column->setSpacing(0);
    column->addWidget(absent_);
    column->addLayout(row);
    connect(slider_, &YearSlider::picked, this, [this](int year) { desk_.state.setYear(year); });
    connect(nearest_, &QPushButton::clicked, this, [this] {
        if (nearestYear_)
            desk_.state.setYear(nearestYear_);
    });
    connect(&desk_.document, &CityDocument::cityChanged, this, &YearBar::takeContent);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &YearBar::takeContent);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &YearBar::takeContent);
    connect(&desk_.words, &Words::changed, this, &YearBar::takeContent);
    takeContent();
}

void YearBar::step(int years)
{
    const std::optional<int> now = yearShown(desk_);
    const std::vector<YearSlider::Tick>& ticks = slider_->ticks();
    if (ticks.empty())
        return;
    const int wanted = now ? *now + years : ticks.back().year;
    if (wanted >= ticks.front().year && wanted <= ticks.back().year)
        desk_.state.setYear(wanted);
}

void YearBar::takeContent()
{
    const Language language = desk_.words.language();
    const std::optional<int> now = yearShown(desk_);
    slider_->setTicks(yearTicks(desk_.document), now, language);
    title_->setText(desk_.words("desktop.year_title"));
    slider_->setAccessibleName(desk_.words("desktop.year_title"));

    const auto spoken = [&](int year) { return QString::fromStdString(chiiki::title(FiscalYear{year}, language)); };
    const auto& shown = desk_.document.shown();
    const std::vector<int> years = shown ? yearsOf(shown->result) : std::vector<int>();
    const bool isAbsent = shown && (now ? std::find(years.begin(), years.end(), *now) == years.end() : years.empty());
    nearestYear_ = isAbsent && now ? nearestOf(years, *now) : std::nullopt;
    if (isAbsent)
        sentence_->setText(nearestYear_ ? desk_.words("desktop.year_absent", {spoken(*now), spoken(*nearestYear_)})
                                        : desk_.words("desktop.year_absent_all"));
    if (nearestYear_)
        nearest_->setText(desk_.words("desktop.year_go", {spoken(*nearestYear_)}));
    nearest_->setVisible(nearestYear_.has_value());
    absent_->setVisible(isAbsent);
    // At once: in a later turn the map beside it would already be on its way in the size it had.
    for (QWidget* widget = this; widget; widget = widget->parentWidget())
        if (widget->layout())
            widget->layout()->activate();
    if (now)
        slider_->setAccessibleDescription(isAbsent ? sentence_->text() : spoken(*now));
}

}  // namespace chiiki::desktop
