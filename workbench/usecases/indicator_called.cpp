#include "workbench/usecases/indicator_called.h"

#include <algorithm>

#include "core/text/names.h"

namespace chiiki {

Result<std::string> indicatorCalled(const PluginSession& session, const std::string& word)
{
    const std::vector<Indicator> all = session.list();
    if (std::any_of(all.begin(), all.end(), [&](const Indicator& known) { return known.id == word; }))
        return word;
    const std::string wanted = normalisedName(word);
    std::vector<std::string> called;
    for (const Indicator& known : all)
        if (normalisedName(known.title.ja) == wanted || normalisedName(known.title.en) == wanted)
            called.push_back(known.id);
    if (called.size() == 1)
        return called.front();
    if (called.empty())
        return word;
    std::string list;
    for (const std::string& id : called)
        list += (list.empty() ? "" : ", ") + id;
    return fail(ErrorKind::BadRequest, {"usecases.several_called_so", {word, list}});
}

}  // namespace chiiki
