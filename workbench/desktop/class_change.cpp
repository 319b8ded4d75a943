#include "workbench/desktop/class_change.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <QRegularExpression>

#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/view_state.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

double factorOf(const ShownIndicator& shown)
{
    return shown.result.indicator.unit == "ratio" ? 100 : 1;
}

std::vector<double> pooledValues(const ShownIndicator& shown)
{
    std::vector<double> pooled;
    for (const IndicatorValue& value : shown.result.values)
        if (const auto number = value.value.number();
            number && value.series == shown.choropleth.series && !value.districtCode.empty())
            pooled.push_back(*number);
    return pooled;
}

/// Decimals that a number needs to be read back as it is, up to 6.
int decimalsOf(double value)
{
    constexpr int most = 6;
    int decimals = 0;
    double scaled = std::abs(value);
    while (decimals < most && std::abs(scaled - std::round(scaled)) > 1e-9 * std::max(1.0, scaled)) {
        scaled *= 10;
        ++decimals;
    }
    return decimals;
}

}  // namespace

bool hasChoosableClasses(const ShownIndicator& shown)
{
    return !shown.choropleth.isCircles && !shown.result.indicator.cityOnly &&
           shown.result.indicator.kind != IndicatorKind::Category;
}

ClassStyle chosenClasses(const Desk& desk)
{
    const OpenedCity* city = desk.document.city();
    return city ? classStyleOf(*city->snapshot, desk.state.indicator()) : ClassStyle{};
}

void changeClasses(const Desk& desk, const ClassStyle& style)
{
    const std::optional<ShownIndicator>& shown = desk.document.shown();
    if (!shown)
        return;
    desk.document.writer().change([id = shown->result.indicator.id, title = shown->result.indicator.title.ja,
                                   style](Workspace& workspace, const ChangeStamp& stamp) {
        return setClassStyle(workspace, id, style, stamp, title);
    });
}

ClassStyle withClasses(const ShownIndicator& shown, ClassStyle style, BreakMethod method, int classes)
{
    style.method = method;
    style.classes = classes;
    style.manualLimits.clear();
    if (!shown.result.indicator.breaks.empty())
        style.manualLimits = makeBreaks(pooledValues(shown), method, classes).limits;
    return style;
}

double movedLimit(const ClassBreaks& breaks, int index, double share)
{
    const auto at = static_cast<std::size_t>(index);
    const double limit = breaks.limits[at];
    const double below = at == 0 ? std::min(breaks.lowest, limit) : breaks.limits[at - 1];
    const double above = at + 1 == breaks.limits.size() ? std::max(breaks.highest, limit) : breaks.limits[at + 1];
    const double exact = limit + share * (share < 0 ? limit - below : above - limit);
    for (const int digits : {2, 3}) {
        const double rounded = roundedToSignificant(exact, digits);
        if (rounded > below && rounded < above)
            return rounded;
    }
    return std::clamp(exact, below, above);
}

std::vector<double> limitsWith(const ClassBreaks& breaks, int index, double value)
{
    std::vector<double> limits = breaks.limits;
    limits[static_cast<std::size_t>(index)] = value;
    return limits;
}

QString limitsText(const ShownIndicator& shown, const std::vector<double>& limits, const QString& separator)
{
    QStringList texts;
    for (const double limit : limits) {
        const double value = limit * factorOf(shown);
        texts << QString::fromStdString(formatNumber(value, decimalsOf(value)));
    }
    return texts.join(separator);
}

std::optional<std::vector<double>> readLimits(const ShownIndicator& shown, const QString& text)
{
    constexpr std::size_t most = 8;
    // A comma between two digits groups thousands only where three digits follow; anywhere else it separates.
    static const QRegularExpression grouping(QStringLiteral("(?<=\\d),(?=\\d{3}(?!\\d))"));
    static const QRegularExpression separators(QStringLiteral("[\\s、，,;；]+"));
    QString plain = text.normalized(QString::NormalizationForm_KC);
    plain.replace(QChar(0x2212), u'-');
    plain.remove(grouping);
    std::vector<double> limits;
    for (const QString& part : plain.split(separators, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double value = part.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(value))
            return std::nullopt;
        limits.push_back(value / factorOf(shown));
    }
    const bool ascends = std::adjacent_find(limits.begin(), limits.end(), std::greater_equal()) == limits.end();
    return limits.empty() || limits.size() > most || !ascends ? std::nullopt : std::optional(std::move(limits));
}

std::vector<std::string> districtsOfClass(const ShownIndicator& shown, int classIndex)
{
    std::vector<std::string> codes;
    for (const DistrictReading& reading : shown.choropleth.districts)
        if (reading.classIndex == classIndex)
            codes.push_back(reading.districtCode);
    return codes;
}

}  // namespace chiiki::desktop
