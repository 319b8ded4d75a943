#include "workbench/desktop/findings_model.h"

#include <algorithm>

#include <QRegularExpression>

#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

/// A text in the pieces that findings of one kind fill in, names in brackets and numbers, and what stands between.
QStringList piecesOf(const QString& text)
{
    static const QRegularExpression filledIn(QStringLiteral("(?<=「)[^」]*(?=」)|(?<=\\()[^)]*(?=\\))|[0-9][0-9.,]*"));
    QStringList pieces;
    qsizetype at = 0;
    for (auto each = filledIn.globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        pieces << text.mid(at, match.capturedStart() - at) << match.captured();
        at = match.capturedEnd();
    }
    return pieces << text.mid(at);
}

/// What all these texts say, 「…」 in place of what they fill in differently; the first one where they differ
/// otherwise.
QString commonText(const QStringList& texts)
{
    QStringList common = piecesOf(texts.front());
    for (const QString& text : texts) {
        const QStringList pieces = piecesOf(text);
        if (pieces.size() != common.size())
            return texts.front();
        for (qsizetype i = 0; i < pieces.size(); ++i)
            if (pieces[i] != common[i]) {
                const bool isFilledIn = i % 2 == 1;
                if (!isFilledIn)
                    return texts.front();
                common[i] = u'…';
            }
    }
    return common.join(QString());
}

}  // namespace

std::string ruleIdOf(const Finding& finding)
{
    std::string id = finding.id.substr(0, finding.id.find('/'));
    const std::string& district = finding.districtCode;
    if (!district.empty() && id.size() > district.size() + 1 && id.ends_with("_" + district))
        id.resize(id.size() - district.size() - 1);
    return id;
}

QString severityWord(Severity severity, const Words& words)
{
    switch (severity) {
    case Severity::Act:
        return words("desktop.severity_act");
    case Severity::Watch:
        return words("desktop.severity_watch");
    case Severity::Note:
        break;
    }
    return words("desktop.severity_note");
}

std::string indicatorOf(const ShownFinding& shown, const OverlayBoard& board)
{
    const OverlayEntry* entry = board.find(shown.plugin);
    if (!entry)
        return {};
    const Manifest& manifest = entry->plugin->manifest;
    const std::string wanted = ruleIdOf(shown.finding);
    for (const RuleSpec& rule : manifest.rules)
        if (manifest.id + "." + rule.id == wanted && !rule.indicator.empty())
            return rule.indicator;
    // A rule about a table: the indicator that is made of the same field, otherwise the plugin's own.
    for (const RuleSpec& rule : manifest.rules)
        if (manifest.id + "." + rule.id == wanted)
            for (const IndicatorSpec& spec : manifest.indicators)
                if (!rule.of.table.empty() && spec.quantity == rule.of)
                    return spec.indicator.id;
    return {};
}

FindingsModel::FindingsModel(const Words& words, QObject* parent)
    : QAbstractListModel(parent)
    , words_(words)
{
}

void FindingsModel::setFindings(const OverlayBoard& board, SnapshotPtr snapshot)
{
    snapshot_ = std::move(snapshot);
    findings_ = board.findings();
    ruleTitles_.clear();
    for (const OverlayEntry& entry : board.entries())
        for (const RuleSpec& rule : entry.plugin->manifest.rules)
            ruleTitles_[entry.plugin->manifest.id + "." + rule.id] = rule.title;
    rebuild();
}

void FindingsModel::setAnswers(FindingAnswers answers)
{
    answers_ = std::move(answers);
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void FindingsModel::setMendable(std::function<bool(const ShownFinding& shown)> isMendable)
{
    isMendable_ = std::move(isMendable);
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void FindingsModel::setFilter(const FindingsFilter& filter)
{
    if (filter == filter_)
        return;
    filter_ = filter;
    rebuild();
}

bool FindingsModel::passes(const ShownFinding& shown, bool withSeverity) const
{
    if (withSeverity && !filter_.severities.contains(shown.finding.severity))
        return false;
    if (filter_.plugin && *filter_.plugin != shown.plugin)
        return false;
    if (!filter_.isOfSelection || filter_.selected.empty())
        return true;
    return std::find(filter_.selected.begin(), filter_.selected.end(), shown.finding.districtCode) !=
           filter_.selected.end();
}

std::string FindingsModel::groupKey(const ShownFinding& shown) const
{
    return shown.plugin + "|" + ruleIdOf(shown.finding) + "|" + std::string(code(shown.finding.severity));
}

void FindingsModel::rebuild()
{
    beginResetModel();
    rows_.clear();
    shownCount_ = 0;
    // A group stands where its first finding would.
    std::map<std::string, std::size_t> groupOf;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
        if (!passes(findings_[i], true))
            continue;
        ++shownCount_;
        std::string key = groupKey(findings_[i]);
        const auto [known, isNew] = groupOf.try_emplace(key, rows_.size());
        if (isNew)
            rows_.push_back({{i}, std::move(key), false});
        else
            rows_[known->second].findings.push_back(i);
    }
    std::vector<Row> opened;
    for (Row& row : rows_) {
        const bool isOpen = row.findings.size() > 1 && open_.contains(row.key);
        const std::vector<std::size_t> members = row.findings;
        const std::string key = row.key;
        opened.push_back(std::move(row));
        if (isOpen)
            for (const std::size_t member : members)
                opened.push_back({{member}, key, true});
    }
    rows_ = std::move(opened);
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

const ShownFinding* FindingsModel::findingAt(const QModelIndex& index) const
{
    if (!index.isValid() || rows_[static_cast<std::size_t>(index.row())].findings.size() != 1)
        return nullptr;
    return &findings_[rows_[static_cast<std::size_t>(index.row())].findings.front()];
}

void FindingsModel::toggle(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const Row row = rows_[static_cast<std::size_t>(index.row())];
    if (row.findings.size() < 2)
        return;
    const auto at = rows_.begin() + index.row() + 1;
    const int first = index.row() + 1;
    const auto count = static_cast<int>(row.findings.size());
    if (open_.erase(row.key) > 0) {
        beginRemoveRows({}, first, first + count - 1);
        rows_.erase(at, at + count);
        endRemoveRows();
    } else {
        open_.insert(row.key);
        std::vector<Row> members;
        for (const std::size_t member : row.findings)
            members.push_back({{member}, row.key, true});
        beginInsertRows({}, first, first + count - 1);
        rows_.insert(at, members.begin(), members.end());
        endInsertRows();
    }
    emit dataChanged(index, index);
}

int FindingsModel::count(Severity severity) const
{
    return static_cast<int>(std::count_if(findings_.begin(), findings_.end(), [&](const ShownFinding& shown) {
        return shown.finding.severity == severity && passes(shown, false);
    }));
}

std::vector<std::string> FindingsModel::plugins() const
{
    std::set<std::string> ids;
    for (const ShownFinding& shown : findings_)
        ids.insert(shown.plugin);
    return {ids.begin(), ids.end()};
}

QString FindingsModel::groupText(const Row& row) const
{
    const auto found = ruleTitles_.find(ruleIdOf(findings_[row.findings.front()].finding));
    if (found != ruleTitles_.end())
        return words_.in(found->second);
    QStringList texts;
    for (const std::size_t finding : row.findings)
        texts << words_.in(findings_[finding].finding.text);
    return commonText(texts);
}

QString FindingsModel::placeOf(const Row& row) const
{
    constexpr qsizetype mostNames = 2;
    QStringList names;
    for (const std::size_t finding : row.findings) {
        const std::string& code = findings_[finding].finding.districtCode;
        const District* district = snapshot_ ? findDistrict(*snapshot_, code) : nullptr;
        const Text& about = findings_[finding].finding.about;
        const QString name = district            ? QString::fromStdString(district->name)
                             : !about.ja.empty() ? words_.in(about)
                                                 : words_("desktop.whole_city");
        if (!names.contains(name))
            names << name;
    }
    const QString first = names.mid(0, mostNames).join(words_("desktop.finding_between_places"));
    return names.size() <= mostNames
               ? first
               : words_("desktop.finding_more_places", {first, QString::number(names.size() - mostNames)});
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const ShownFinding& shown = findings_[row.findings.front()];
    const bool isGroup = row.findings.size() > 1;
    const QString text = isGroup ? groupText(row) : words_.in(shown.finding.text);
    switch (role) {
    case SeverityRole:
        return static_cast<int>(shown.finding.severity);
    case PlaceRole:
        return placeOf(row);
    case TextRole:
        return text;
    case ActionRole:
        return words_.in(shown.finding.action);
    case AnswerRole: {
        QStringList lines;
        for (const std::string& line : answerLines(answersTo(answers_, shown.finding), words_.language()))
            lines << QString::fromStdString(line);
        return lines.join(u'\n');
    }
    case CountRole:
        return isGroup ? static_cast<int>(row.findings.size()) : 0;
    case OpenRole:
        return isGroup && open_.contains(row.key);
    case DepthRole:
        return row.isMember ? 1 : 0;
    case SampleRole:
        return shown.finding.isSample;
    case MendRole:
        return !isGroup && isMendable_ && isMendable_(shown);
    case Qt::AccessibleDescriptionRole:
        return !isGroup && isMendable_ && isMendable_(shown) ? words_("desktop.finding_mend_tip") : QString();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList said = {severityWord(shown.finding.severity, words_), placeOf(row), text};
        if (shown.finding.isSample)
            said << words_("desktop.mark_sample");
        return said.join(words_("desktop.list_separator"));
    }
    default:
        return {};
    }
}

}  // namespace chiiki::desktop
