#include "core/base/near_names.h"

#include <algorithm>
#include <utility>

namespace chiiki {
namespace {

constexpr std::size_t longestOffer = 12;

/// One view a letter, so that 山 and 川 differ by one and not by three. Faulty bytes are letters of their own.
std::vector<std::string_view> lettersOf(std::string_view utf8)
{
    std::vector<std::string_view> letters;
    for (std::size_t i = 0; i < utf8.size();) {
        std::size_t end = i + 1;
        while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80)
            ++end;
        letters.push_back(utf8.substr(i, end - i));
        i = end;
    }
    return letters;
}

/// Damerau's distance in its restricted form: neighbours exchanged count one, and are not changed again.
std::size_t distance(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b)
{
    std::vector<std::vector<std::size_t>> steps(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                steps[i][j] = i + j;
                continue;
            }
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            steps[i][j] = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    }
    return steps[a.size()][b.size()];
}

bool beginsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

}  // namespace

std::vector<std::string> nearNames(std::string_view word, const std::vector<std::string>& candidates,
                                   std::size_t atMost)
{
    constexpr std::size_t longest = 64;  // nothing longer was meant as a name; keeps the table of steps small
    if (word.empty() || word.size() > 4 * longest)
        return {};
    const auto letters = lettersOf(word);
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& candidate : candidates) {
        if (candidate.empty() || candidate.size() > 4 * longest)
            continue;
        const auto others = lettersOf(candidate);
        const std::size_t allowed = std::max<std::size_t>(1, std::max(letters.size(), others.size()) / 3);
        const std::size_t steps = distance(letters, others);
        const bool isStart = std::min(letters.size(), others.size()) >= 2 &&
                             (beginsWith(candidate, word) || beginsWith(word, candidate));
        // Of names of one letter, one change is another name altogether.
        const bool isNear = steps <= allowed && steps < std::max(letters.size(), others.size());
        if (isNear || isStart)
            near.emplace_back(isNear ? steps : allowed + 1, candidate);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (auto& [steps, name] : near)
        if (names.size() < atMost && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    return names;
}

std::string namesToOffer(std::string_view word, const std::vector<std::string>& candidates)
{
    std::vector<std::string> names = nearNames(word, candidates);
    bool isCut = false;
    if (names.empty()) {
        isCut = candidates.size() > longestOffer;
        names.assign(candidates.begin(),
                     candidates.begin() + static_cast<std::ptrdiff_t>(std::min(candidates.size(), longestOffer)));
    }
    std::string joined;
    for (const std::string& name : names)
        joined += (joined.empty() ? "" : ", ") + name;
    if (isCut)
        joined += ", …";
    return joined.empty() ? "-" : joined;
}

}  // namespace chiiki
