#include "workbench/desktop/search_index.h"

#include <algorithm>
#include <tuple>

#include <QFile>

#include "core/text/names.h"

namespace chiiki::desktop {
namespace {

struct KnownWord {
    QString word;               // 医療
    std::vector<QString> more;  // its reading, and words of the same meaning; folded
};

std::vector<KnownWord> readKnownWords()
{
    std::vector<KnownWord> words;
    QFile file(QStringLiteral(":/search/search_words.csv"));
    [[maybe_unused]] const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList cells = line.split(u',');
        KnownWord known;
        known.word = cells.front();
        for (const QString& cell : cells.mid(1))
            known.more.push_back(searchFolded(cell));
        words.push_back(std::move(known));
    }
    return words;
}

const std::vector<KnownWord>& knownWords()
{
    static const std::vector<KnownWord> words = readKnownWords();
    return words;
}

QString titleIn(const Text& text, Language language)
{
    return QString::fromStdString(text.in(language));
}

}  // namespace

QString searchFolded(const QString& text)
{
    return QString::fromStdString(toHiragana(text.normalized(QString::NormalizationForm_KC).toLower().toStdString()));
}

SearchIndex::SearchIndex(const Content& content, Language language)
{
    const Snapshot& city = *content.snapshot;
    const auto nameOf = [&](const std::string& code) {
        const District* district = findDistrict(city, code);
        return district ? QString::fromStdString(district->name) : QString();
    };
    for (std::size_t i = 0; i < content.commands.size(); ++i) {
        SearchHit hit;
        hit.title = content.commands[i];
        hit.index = i;
        add(std::move(hit), {});
    }
    for (const District& district : city.districts) {
        SearchHit hit;
        hit.kind = SearchHit::Kind::District;
        hit.title = QString::fromStdString(district.name);
        hit.detail = QString::fromStdString(language == Language::Japanese ? district.kana : district.romaji);
        hit.district = district.code;
        districts_.push_back(entries_.size());
        add(std::move(hit), {QString::fromStdString(district.kana), QString::fromStdString(district.romaji)});
    }
    for (const OfferedIndicator& offered : content.indicators) {
        SearchHit hit;
        hit.kind = SearchHit::Kind::Indicator;
        hit.title = titleIn(offered.indicator.title, language);
        hit.detail = titleIn(offered.overlay, language);
        hit.indicator = offered.indicator.id;
        indicators_.push_back(entries_.size());
        add(std::move(hit),
            {QString::fromStdString(offered.indicator.title.ja), QString::fromStdString(offered.indicator.title.en),
             QString::fromStdString(offered.overlay.ja), QString::fromStdString(offered.overlay.en)});
    }
    for (std::size_t i = 0; i < content.views.size(); ++i) {
        const auto& [title, overlay] = content.views[i];
        SearchHit hit;
        hit.kind = SearchHit::Kind::View;
        hit.title = titleIn(title, language);
        hit.detail = titleIn(overlay, language);
        hit.index = i;
        add(std::move(hit), {QString::fromStdString(title.ja), QString::fromStdString(title.en),
                             QString::fromStdString(overlay.ja), QString::fromStdString(overlay.en)});
    }
    for (std::size_t i = 0; i < city.facilities.size(); ++i) {
        const Facility& facility = city.facilities[i];
        const FacilityKind* kind = findFacilityKind(city, facility.kind);
        SearchHit hit;
        hit.kind = SearchHit::Kind::Facility;
        hit.title = QString::fromStdString(facility.name);
        const QString place = nameOf(facility.placement.districtCode);
        const QString title = kind ? titleIn(kind->title, language) : QString();
        hit.detail = place.isEmpty() ? title : title + QStringLiteral(" · ") + place;
        hit.district = facility.placement.districtCode;
        hit.index = i;
        add(std::move(hit),
            {QString::fromStdString(facility.kana), place, kind ? QString::fromStdString(kind->title.ja) : QString(),
             kind ? QString::fromStdString(kind->title.en) : QString()});
    }
    for (std::size_t i = 0; i < content.findings.size(); ++i) {
        const Finding& finding = content.findings[i].finding;
        SearchHit hit;
        hit.kind = SearchHit::Kind::Finding;
        hit.title = titleIn(finding.text, language);
        hit.detail = nameOf(finding.districtCode);
        hit.district = finding.districtCode;
        hit.index = i;
        const QString place = hit.detail;
        add(std::move(hit), {place});
    }
}

void SearchIndex::add(SearchHit hit, const std::vector<QString>& names)
{
    Entry entry;
    entry.name = searchFolded(hit.title);
    QString all = hit.title;
    for (const QString& name : names)
        if (!name.isEmpty())
            all += u'\n' + name;
    entry.text = searchFolded(all);
    for (const KnownWord& known : knownWords())
        if (all.contains(known.word))
            for (const QString& more : known.more)
                entry.text += u'\n' + more;
    entry.hit = std::move(hit);
    entries_.push_back(std::move(entry));
}

std::vector<SearchHit> SearchIndex::find(const QString& query, std::size_t atMost) const
{
    const QStringList words = searchFolded(query).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const auto holdsAll = [&](const Entry& entry) {
        return std::all_of(words.begin(), words.end(), [&](const QString& word) { return entry.text.contains(word); });
    };
    struct Found {
        int rank;
        std::size_t order;
        SearchHit hit;
    };
    std::vector<Found> found;
    // 「湯田 医療」: one word names a district, the others an indicator.
    for (const std::size_t at : districts_) {
        const Entry& district = entries_[at];
        const auto names = district.text.split(u'\n');
        const auto word = std::find_if(words.begin(), words.end(), [&](const QString& w) {
            return std::any_of(names.begin(), names.end(), [&](const QString& name) { return name.startsWith(w); });
        });
        if (word == words.end() || words.size() < 2)
            continue;
        for (const std::size_t i : indicators_) {
            const Entry& indicator = entries_[i];
            const bool isMeant = std::all_of(words.begin(), words.end(), [&](const QString& w) {
                return &w == &*word || indicator.text.contains(w);
            });
            if (!isMeant)
                continue;
            SearchHit hit = indicator.hit;
            hit.kind = SearchHit::Kind::DistrictIndicator;
            hit.district = district.hit.district;
            hit.title = district.hit.title + u' ' + indicator.hit.title;
            found.push_back({0, found.size(), std::move(hit)});
        }
    }
    for (const Entry& entry : entries_) {
        if (!holdsAll(entry))
            continue;
        // Districts and indicators are what people look for most; findings are long texts that hold many words.
        const int kind = entry.hit.kind == SearchHit::Kind::District    ? 0
                         : entry.hit.kind == SearchHit::Kind::Indicator ? 1
                         : entry.hit.kind == SearchHit::Kind::Command   ? 2
                         : entry.hit.kind == SearchHit::Kind::View      ? 3
                         : entry.hit.kind == SearchHit::Kind::Facility  ? 4
                                                                        : 5;
        const int rank = 1 + kind * 2 + (entry.name.startsWith(words.front()) ? 0 : 1);
        found.push_back({rank, found.size(), entry.hit});
    }
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return std::tie(a.rank, a.order) < std::tie(b.rank, b.order); });
    std::vector<SearchHit> hits;
    for (std::size_t i = 0; i < std::min(found.size(), atMost); ++i)
        hits.push_back(std::move(found[i].hit));
    return hits;
}

}  // namespace chiiki::desktop
