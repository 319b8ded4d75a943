#include "core/sdk/serve.h"

#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "core/model/overlay_json.h"

namespace chiiki::sdk {
namespace {

constexpr int done = 0, failed = 1, notARequest = 2;

/// JSON has no NaN and no infinity: such a value is a fault of the plugin, told before anything is written.
const IndicatorValue* findNotFinite(const Overlay& overlay)
{
    for (const IndicatorResult& result : overlay.indicators)
        for (const IndicatorValue& value : result.values)
            // x - x is 0 for every finite x, and NaN for all others.
            if (const auto number = value.value.number(); number && *number - *number != 0)
                return &value;
    return nullptr;
}

int say(const std::string& why, int exitCode)
{
    std::cerr << why << '\n';
    return exitCode;
}

}  // namespace

int serve(int argc, char** argv, Answer answer)
{
    if (argc > 1) {
        const bool asksForHelp = std::string_view(argv[1]) == "--help";
        (asksForHelp ? std::cout : std::cerr)
            << "A plugin of Chiiki Workbench: reads one request (JSON) from standard input and writes its answer to "
               "standard output.\nTry: chiiki plugin run DIR --request FILE\n";
        return asksForHelp ? done : notARequest;
    }
    try {
        std::ios::sync_with_stdio(false);  // a request has a million characters; in step with C they come one by one
        const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
        const auto request = parseRequest(text);
        if (!request)
            return say(describe(request.error(), Language::English), notARequest);
        const auto overlay = answer(*request);
        if (!overlay)
            return say(describe(overlay.error(), request->locale == "en" ? Language::English : Language::Japanese),
                       failed);
        if (const IndicatorValue* value = findNotFinite(*overlay))
            return say(value->indicatorId + " " + value->districtCode + ": not a finite number", failed);
        std::cout << answerJson(*overlay) << '\n' << std::flush;
        return std::cout ? done : failed;
    } catch (const std::exception& error) {
        return say(error.what(), failed);
    } catch (...) {
        return say("something was thrown that is no std::exception", failed);
    }
}

}  // namespace chiiki::sdk
