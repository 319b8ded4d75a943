#include "core/io/wkt.h"

#include <charconv>
#include <cstdio>

namespace chiiki {
namespace {

constexpr std::string_view opening = "MULTILINESTRING (";

bool take(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

bool takeNumber(std::string_view& text, double& number)
{
    const auto [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc())
        return false;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return true;
}

}  // namespace

std::string multiLineStringText(const MultiLineString& lines)
{
    std::string text(opening);
    char buffer[64];
    for (std::size_t l = 0; l < lines.size(); ++l) {
        text += l ? ",(" : "(";
        for (std::size_t i = 0; i < lines[l].size(); ++i) {
            std::snprintf(buffer, sizeof buffer, "%s%.6f %.6f", i ? "," : "", lines[l][i].x, lines[l][i].y);
            text += buffer;
        }
        text += ')';
    }
    return text + ")";
}

std::string areaText(const MultiPolygon& area)
{
    std::string text = area.size() == 1 ? "POLYGON " : "MULTIPOLYGON (";
    const auto append = [&](double degrees) {
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "%.8f", degrees);
        std::string_view number = buffer;
        number.remove_suffix(number.size() - number.find_last_not_of('0') - 1);
        if (number.ends_with('.'))
            number.remove_suffix(1);
        text += number;
    };
    for (std::size_t p = 0; p < area.size(); ++p) {
        text += p ? ",(" : "(";
        for (std::size_t r = 0; r < area[p].rings.size(); ++r) {
            const Ring& ring = area[p].rings[r];
            text += r ? ",(" : "(";
            for (std::size_t i = 0; i < ring.size(); ++i) {
                text += i ? "," : "";
                append(ring[i].x);
                text += ' ';
                append(ring[i].y);
            }
            text += ')';
        }
        text += ')';
    }
    return area.size() == 1 ? text : text + ")";
}

std::optional<MultiLineString> parseMultiLineString(std::string_view text)
{
    if (!text.starts_with(opening))
        return std::nullopt;
    text.remove_prefix(opening.size());
    MultiLineString lines;
    if (take(text, ')'))
        return text.empty() ? std::optional(lines) : std::nullopt;
    do {
        LineString line;
        if (!take(text, '('))
            return std::nullopt;
        do {
            Point p;
            if (!takeNumber(text, p.x) || !take(text, ' ') || !takeNumber(text, p.y))
                return std::nullopt;
            line.push_back(p);
        } while (take(text, ','));
        if (!take(text, ')'))
            return std::nullopt;
        lines.push_back(std::move(line));
    } while (take(text, ','));
    return take(text, ')') && text.empty() ? std::optional(std::move(lines)) : std::nullopt;
}

}  // namespace chiiki
