#include "core/text/english_names.h"

#include <utility>

namespace chiiki {

std::string englishName(const std::string& japanese)
{
    static constexpr std::pair<const char*, const char*> names[] = {
        {"山口市", "Yamaguchi City"},
        {"山口市 地域生活部 協働推進課", "Yamaguchi City, Collaboration Promotion Section"},
        {"周南市", "Shunan City"},
        {"周南市 地域振興部 地域づくり推進課", "Shunan City, Community-building Promotion Section"},
        {"広島市", "Hiroshima City"},
        {"企画総務局 コミュニティ再生課（文中に市名なし。広島市と読まれる）",
         "names no city; read as Hiroshima City by its offices"},
        {"長崎市", "Nagasaki City"},
        {"（文中に市名なし。長崎市と読まれる）", "names no city; read as Nagasaki City"},
        {"山口県", "Yamaguchi Prefecture"},
        {"総務省統計局", "Statistics Bureau of Japan"},
    };
    for (const auto& [ja, en] : names)
        if (japanese == ja)
            return en;
    return japanese;
}

}  // namespace chiiki
