#include "workbench/desktop/row_model.h"

#include <algorithm>

#include <QColor>

#include "core/text/number_text.h"
#include "maps/style/number_format.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int firstField = 1;  // after the mark

QString districtName(const std::string& code, const Snapshot& city)
{
    const District* district = findDistrict(city, code);
    return QString::fromStdString(district ? district->name : code);
}

bool isRight(const FieldSpec& field)
{
    return isNumeric(field.type) && field.type != FieldType::FiscalYear;
}

}  // namespace

QString titleOf(const FieldSpec& field, const Words& words)
{
    return field.title.ja.empty() ? QString::fromStdString(field.id) : words.in(field.title);
}

QString cellText(const FieldSpec& field, const FieldValue& value, const Snapshot& city, const Words& words)
{
    const std::string said = textOf(value);
    const auto number = numberOf(value);
    switch (field.type) {
    case FieldType::Choice:
        for (const Choice& choice : field.choices)
            if (choice.id == said)
                return words.in(choice.title);
        break;
    case FieldType::District:
    case FieldType::Districts: {
        QStringList names;
        for (const QString& code : QString::fromStdString(said).split(u';', Qt::SkipEmptyParts))
            names << districtName(code.toStdString(), city);
        return names.join(words("desktop.list_separator"));
    }
    case FieldType::Integer:
    case FieldType::Yen:
    case FieldType::Decimal:
    case FieldType::Percent:
        if (number)
            return QString::fromStdString(formatNumber(*number, decimalsNeeded(*number)));
        break;
    case FieldType::FiscalYear:
        if (number)
            return QString::fromStdString(chiiki::title(FiscalYear{static_cast<int>(*number)}, words.language()));
        break;
    default:
        break;
    }
    return QString::fromStdString(said);
}

RowModel::RowModel(const Words& words, QObject* parent)
    : QAbstractTableModel(parent)
    , words_(words)
{
}

void RowModel::setContent(const TableSpec& table, PluginTable rows, SnapshotPtr city, std::vector<std::string> only)
{
    beginResetModel();
    table_ = table;
    rows_ = std::move(rows);
    city_ = std::move(city);
    if (!only.empty())
        std::erase_if(rows_.rows,
                      [&](const PluginRow& row) { return std::find(only.begin(), only.end(), row.uid) == only.end(); });
    at_.clear();
    for (const FieldSpec& field : table_.fields)
        at_.push_back(columnIndex(rows_, field.id));
    endResetModel();
}

void RowModel::clear()
{
    beginResetModel();
    table_ = {};
    rows_ = {};
    at_.clear();
    endResetModel();
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.rows.size());
}

int RowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || table_.fields.empty() ? 0 : static_cast<int>(table_.fields.size()) + firstField + 1;
}

const PluginRow* RowModel::rowAt(int row) const
{
    return row >= 0 && row < rowCount() ? &rows_.rows[static_cast<std::size_t>(row)] : nullptr;
}

int RowModel::indexOf(const std::string& uid) const
{
    const auto found =
        std::find_if(rows_.rows.begin(), rows_.rows.end(), [&](const PluginRow& row) { return row.uid == uid; });
    return found == rows_.rows.end() ? -1 : static_cast<int>(found - rows_.rows.begin());
}

const FieldSpec* RowModel::fieldAt(int column) const
{
    const int field = column - firstField;
    return field >= 0 && field < static_cast<int>(table_.fields.size())
               ? &table_.fields[static_cast<std::size_t>(field)]
               : nullptr;
}

int RowModel::enteredCount() const
{
    return static_cast<int>(std::count_if(rows_.rows.begin(), rows_.rows.end(),
                                          [](const PluginRow& row) { return row.sourceId == enteredSource; }));
}

int RowModel::sampleCount() const
{
    return static_cast<int>(std::count_if(rows_.rows.begin(), rows_.rows.end(),
                                          [](const PluginRow& row) { return row.status == Status::Sample; }));
}

QString RowModel::markOf(const PluginRow& row) const
{
    if (row.status == Status::Sample)
        return words_("desktop.rows_mark_sample");
    if (row.sourceId == enteredSource)
        return words_("desktop.rows_mark_entered");
    if (row.status == Status::Estimated)
        return words_("desktop.rows_mark_estimated");
    return {};
}

QString RowModel::sourceOf(const PluginRow& row) const
{
    QString said = QString::fromStdString(row.citation);
    if (row.sourceRow > 0)
        said += (said.isEmpty() ? QString() : QStringLiteral("　")) +
                words_("desktop.rows_line", {QString::number(row.sourceRow)});
    return said;
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    const PluginRow* row = rowAt(index.row());
    if (!row)
        return {};
    const FieldSpec* field = fieldAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        if (index.column() == 0)
            return markOf(*row);
        if (!field)
            return sourceOf(*row);
        const int at = at_[static_cast<std::size_t>(index.column() - firstField)];
        return at < 0 ? QString() : cellText(*field, row->values[static_cast<std::size_t>(at)], *city_, words_);
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>((field && isRight(*field) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return index.column() == 0 || !field ? QVariant(qColour(theme::secondText)) : QVariant();
    default:
        return {};
    }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    const FieldSpec* field = fieldAt(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((field && isRight(*field) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (section == 0)
        return words_("desktop.rows_column_mark");
    if (!field)
        return words_("desktop.rows_column_source");
    QString title = titleOf(*field, words_);
    if (const std::string unit = unitTitle(field->unit, words_.language()); !unit.empty())
        title += QStringLiteral(" ") + QString::fromStdString(unit);
    return title;
}

void RowModel::retranslate()
{
    if (columnCount() == 0)
        return;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

}  // namespace chiiki::desktop
