#include "core/base/message.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/base/fill_places.h"

namespace chiiki {
namespace {

struct Sentence {
    std::string_view code;
    std::string_view ja;
    std::string_view en;
};

constexpr Sentence catalogue[] = {
#include "core/base/messages/aggregate.inc"
#include "core/base/messages/analysis.inc"
#include "core/base/messages/analysis_shared.inc"
#include "core/base/messages/base.inc"
#include "core/base/messages/cli.inc"
#include "core/base/messages/desktop.inc"
#include "core/base/messages/edits.inc"
#include "core/base/messages/export.inc"
#include "core/base/messages/feeds.inc"
#include "core/base/messages/geo.inc"
#include "core/base/messages/history.inc"
#include "core/base/messages/imports.inc"
#include "core/base/messages/imports_divided.inc"
#include "core/base/messages/io.inc"
#include "core/base/messages/io_crs.inc"
#include "core/base/messages/io_estat.inc"
#include "core/base/messages/io_gtfs.inc"
#include "core/base/messages/io_tables.inc"
#include "core/base/messages/karte.inc"
#include "core/base/messages/maps.inc"
#include "core/base/messages/place.inc"
#include "core/base/messages/plugin.inc"
#include "core/base/messages/publish.inc"
#include "core/base/messages/rows.inc"
#include "core/base/messages/rules.inc"
#include "core/base/messages/store.inc"
#include "core/base/messages/text.inc"
#include "core/base/messages/usecases.inc"
};

const Sentence* find(std::string_view code)
{
    static const auto index = [] {
        std::unordered_map<std::string_view, const Sentence*> byCode;
        for (const Sentence& sentence : catalogue)
            byCode.emplace(sentence.code, &sentence);
        return byCode;
    }();
    const auto found = index.find(code);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace

std::string speak(const Message& message, Language language)
{
    const Sentence* sentence = find(message.code);
    if (!sentence) {
        std::string bare(message.code);
        for (const std::string& argument : message.arguments)
            bare += " " + argument;
        return bare;
    }
    return fillPlaces(language == Language::Japanese ? sentence->ja : sentence->en, message.arguments);
}

bool isInCatalogue(std::string_view code)
{
    const Sentence* sentence = find(code);
    return sentence && !sentence->ja.empty() && !sentence->en.empty();
}

}  // namespace chiiki
