#include "maps/style/ramp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chiiki {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 6> words = {"more", "worry", "money", "change", "fine_change", "blocks"};

constexpr std::array more = {rgb(0xFFFFCC), rgb(0xA1DAB4), rgb(0x41B6C4), rgb(0x2C7FB8), rgb(0x253494)};
constexpr std::array worry = {rgb(0xFFFFD4), rgb(0xFED98E), rgb(0xFE9929), rgb(0xD95F0E), rgb(0x993404)};
constexpr std::array money = {rgb(0xF2F0F7), rgb(0xCBC9E2), rgb(0x9E9AC8), rgb(0x756BB1), rgb(0x54278F)};
constexpr std::array change = {rgb(0xE66101), rgb(0xFDB863), rgb(0xF7F7F7), rgb(0xB2ABD2), rgb(0x5E3C99)};
constexpr std::array fineChange = {rgb(0xB35806), rgb(0xF1A340), rgb(0xFEE0B6), rgb(0xF7F7F7),
                                   rgb(0xD8DAEB), rgb(0x998EC3), rgb(0x542788)};
constexpr std::array blocks = {rgb(0xFDE725), rgb(0x90D743), rgb(0x35B779), rgb(0x21918C),
                               rgb(0x31688E), rgb(0x443983), rgb(0x440154)};
constexpr std::array categories = {rgb(0xE69F00), rgb(0x56B4E9), rgb(0x009E73), rgb(0xF0E442),
                                   rgb(0x0072B2), rgb(0xD55E00), rgb(0xCC79A7)};
constexpr std::array routes = {rgb(0xFF4B00), rgb(0x005AFF), rgb(0x03AF7A), rgb(0x4DC4FF),
                               rgb(0xF6AA00), rgb(0x990099), rgb(0x804000), rgb(0xFF8082)};

std::span<const Colour> coloursOf(Ramp ramp)
{
    switch (ramp) {
    case Ramp::More:
        return more;
    case Ramp::Worry:
        return worry;
    case Ramp::Money:
        return money;
    case Ramp::Change:
        return change;
    case Ramp::FineChange:
        return fineChange;
    case Ramp::Blocks:
        return blocks;
    }
    return more;
}

Colour between(Colour a, Colour b, double share)
{
    const auto mix = [share](int from, int to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
    };
    return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue), 255};
}

}  // namespace

std::string_view code(Ramp ramp)
{
    return words[static_cast<std::size_t>(ramp)];
}

std::optional<Ramp> parseRamp(std::string_view word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt : std::optional(static_cast<Ramp>(found - words.begin()));
}

Ramp rampOf(const Indicator& indicator)
{
    if (const auto named = parseRamp(indicator.ramp))
        return *named;
    if (indicator.unit == "yen" || indicator.unit.starts_with("yen/"))
        return Ramp::Money;
    return indicator.direction == Direction::Less ? Ramp::Worry : Ramp::More;
}

std::vector<Colour> rampColours(Ramp ramp, int classes)
{
    const auto colours = coloursOf(ramp);
    const double last = static_cast<double>(colours.size() - 1);
    std::vector<Colour> chosen;
    for (int i = 0; i < classes; ++i) {
        const double place = classes == 1 ? last / 2 : i * last / (classes - 1);
        const std::size_t below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, colours.size() - 1);
        chosen.push_back(between(colours[below], colours[above], place - static_cast<double>(below)));
    }
    return chosen;
}

std::span<const Colour> categoryColours()
{
    return categories;
}

std::span<const Colour> routeColours()
{
    return routes;
}

}  // namespace chiiki
