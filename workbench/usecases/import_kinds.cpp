#include "workbench/usecases/import_kinds.h"

#include <algorithm>

#include "core/text/names.h"

namespace chiiki::imports {
namespace {

/// Kinds of the standard sets that a city may not have yet.
struct KnownKind {
    std::string_view id;
    std::string_view ja;
    std::string_view en;
};
constexpr KnownKind knownKinds[] = {
    {"care", "介護サービス事業所", "Care service"},
    {"post_office", "郵便局", "Post office"},
    {"public_facility", "公共施設", "Public facility"},
};

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

std::string medicalKind(const std::string& type, const std::string& name, const std::string& departments)
{
    if (contains(type, "病院") && !contains(type, "診療所"))
        return "hospital";
    for (const std::string_view word : {"歯科", "デンタル", "矯正"})
        if (contains(type, word) || (type.empty() && (contains(name, word) || contains(departments, word))))
            return "dentist";
    return type.empty() && contains(name, "病院") ? "hospital" : "clinic";
}

std::string publicKind(const std::string& name)
{
    struct NameKind {
        std::string_view word;
        std::string_view kind;
    };
    for (const NameKind& known :
         {NameKind{"図書館", "library"}, NameKind{"道の駅", "roadside_station"},
          NameKind{"保健センター", "health_welfare"}, NameKind{"地域交流センター", "community_centre"}})
        if (contains(name, known.word))
            return std::string(known.kind);
    return "public_facility";
}

std::string kindSpokenOf(const Snapshot& city, const std::string& text)
{
    struct WordKind {
        std::string_view word;
        std::string_view kind;
    };
    const std::string plain = normalisedName(text);
    for (const FacilityKind& kind : city.facilityKinds)
        if (contains(plain, normalisedName(kind.title.ja)))
            return kind.id;
    for (const WordKind& known :
         {WordKind{"避難", "shelter"}, WordKind{"歯科", "dentist"}, WordKind{"病院", "hospital"},
          WordKind{"医療機関", "clinic"}, WordKind{"医院", "clinic"}, WordKind{"aed", "aed"},
          WordKind{"学校", "school"}, WordKind{"保育", "childcare"}, WordKind{"子育て", "childcare"},
          WordKind{"図書館", "library"}, WordKind{"介護", "care"}, WordKind{"公共施設", "public_facility"}})
        if (contains(plain, known.word))
            return std::string(known.kind);
    return {};
}

bool isKindWord(const std::string& word)
{
    return !word.empty() && word.front() >= 'a' && word.front() <= 'z' &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void needKind(Snapshot& next, const std::string& kind, const Text& title)
{
    if (findFacilityKind(next, kind))
        return;
    FacilityKind made{kind, title, {}, 10};
    for (const KnownKind& known : knownKinds)
        if (known.id == kind)
            made.title = {std::string(known.ja), std::string(known.en)};
    for (const FacilityKind& present : next.facilityKinds)
        made.order = std::max(made.order, present.order + 10);
    next.facilityKinds.push_back(made);
}

}  // namespace chiiki::imports
