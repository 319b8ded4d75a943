#include "core/plugin/last_lines.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace chiiki {
namespace {

constexpr std::size_t kept = 64 << 10;

std::string shown(std::string_view line)
{
    constexpr std::size_t longest = 400;
    std::u32string text = toCodePoints(line.substr(0, longest * 4));
    if (text.size() > longest) {
        text.resize(longest - 1);
        text += U'…';
    }
    std::replace_if(
        text.begin(), text.end(), [](char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }, U' ');
    return fromCodePoints(text);
}

}  // namespace

void LastLines::append(std::string_view bytes)
{
    if (bytes.size() > kept)
        bytes.remove_prefix(bytes.size() - kept);
    tail_ += bytes;
    if (tail_.size() > 2 * kept)
        tail_.erase(0, tail_.size() - kept);
}

std::vector<std::string> LastLines::lines(std::size_t count) const
{
    std::vector<std::string> lines;
    std::string_view rest = tail_;
    while (!rest.empty() && lines.size() < count) {
        const std::size_t before = rest.find_last_of('\n');
        const std::string_view line = rest.substr(before == rest.npos ? 0 : before + 1);
        rest = before == rest.npos ? std::string_view() : rest.substr(0, before);
        if (!line.empty() && line != "\r")
            lines.push_back(shown(line));
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

}  // namespace chiiki
