#include "workbench/desktop/figures_model.h"

#include <algorithm>

#include "maps/style/number_format.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

FiguresModel::FiguresModel(const Words& words, QObject* parent)
    : QAbstractListModel(parent)
    , words_(words)
{
}

void FiguresModel::setContent(const std::vector<ShownIndicator>& figures, const std::string& code)
{
    beginResetModel();
    code_ = code;
    rows_.clear();
    for (const ShownIndicator& shown : figures) {
        Row& row = rows_.emplace_back(Row{shown, trendsOf(shown.result), {}});
        const std::string wanted = code.empty() ? "city" : code;
        for (const ComparisonRow& one : shown.table.rows)
            if (one.code == wanted)
                row.cell = one.cells.front();
    }
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QString FiguresModel::valueText(const Row& row) const
{
    const Value& value = row.cell.value;
    if (value.isNumber())
        return QString::fromStdString(
            formatWithUnit(*value.number(), row.shown.result.indicator, NumberPlace::Table, words_.language()));
    return absenceWord(value.absence(), words_);
}

QString FiguresModel::rankText(const Row& row) const
{
    if (!row.cell.rank)
        return {};
    return words_(row.cell.isTied ? "desktop.profile_rank_tied" : "desktop.profile_rank",
                  {QString::number(*row.cell.rank), QString::number(row.shown.rankedCount())});
}

QString FiguresModel::markText(const Row& row) const
{
    const Value& value = row.cell.value;
    if (!value.isNumber() || value.status >= Status::Computed)
        return {};
    return words_(value.status == Status::Sample ? "desktop.mark_sample" : "desktop.mark_estimated");
}

DotStrip FiguresModel::stripOf(const Row& row) const
{
    DotStrip strip;
    double sum = 0;
    for (const DistrictReading& reading : row.shown.choropleth.districts) {
        const auto number = reading.value.number();
        if (!number)
            continue;
        sum += *number;
        if (reading.districtCode == code_)
            strip.own = number;
        else
            strip.others.push_back(*number);
    }
    const std::size_t count = strip.others.size() + (strip.own ? 1 : 0);
    if (row.shown.result.indicator.kind == IndicatorKind::Count) {
        if (count > 0)
            strip.mean = sum / static_cast<double>(count);
    } else
        strip.mean = row.shown.cityValue().number();
    return strip;
}

QVariant FiguresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const bool hasYear = row.shown.table.columns.front().year.has_value();
    switch (role) {
    case IdRole:
        return QString::fromStdString(row.shown.result.indicator.id);
    case TitleRole:
        return words_.in(row.shown.result.indicator.title);
    case ValueRole:
        return valueText(row);
    case RankRole:
        return rankText(row);
    case YearRole:
        return hasYear ? QString::fromStdString(shortTitle(row.shown.year, words_.language())) : QString();
    case MarkRole:
        return markText(row);
    case StripRole:
        return QVariant::fromValue(stripOf(row));
    case TrendRole: {
        if (row.trends.years < 2)
            return {};
        const TrendAxes& axes = code_.empty() ? row.trends.cityAxes : row.trends.axes;
        return QVariant::fromValue(TrendCell{row.trends.of(code_), axes, row.shown.year.year});
    }
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList said = {titleOf(row.shown, words_), valueText(row), rankText(row), markText(row)};
        said.removeAll(QString());
        return said.join(words_("desktop.list_separator"));
    }
    case Qt::ToolTipRole:
        return titleOf(row.shown, words_);
    default:
        return {};
    }
}

}  // namespace chiiki::desktop
