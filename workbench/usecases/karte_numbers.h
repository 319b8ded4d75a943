#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/analysis/comparison.h"
#include "core/base/result.h"
#include "maps/layout/karte_page.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// An edition and the number it has on every page: ① = 1.
struct KarteSource {
    int number = 0;
    const SourceEdition* edition = nullptr;  // of the snapshot given
};

/// Numbers the editions in the order in which they are first needed.
class KarteSources {
public:
    /// `city` must outlive it.
    explicit KarteSources(const Snapshot& city)
        : city_(city)
    {
    }

    /// Of the editions that the snapshot has, each once.
    std::vector<int> of(const std::vector<std::string>& ids);
    const std::vector<KarteSource>& all() const { return sources_; }

private:
    const Snapshot& city_;
    std::vector<KarteSource> sources_;
};

/// Indicators with their comparison table, computed once for all pages: each at its latest year with a number.
class KarteNumbers {
public:
    /// An indicator that is known and cannot be computed now (its plugin awaits consent or failed) is absent
    /// everywhere, with the reason; `isForAnyCity`: so is one that nobody knows. Errors: NotFound for one that nobody
    /// knows, BadRequest where the parts of a sum do not add up.
    static Result<KarteNumbers> compute(PluginSession& session, const std::vector<std::string>& ids, Language language,
                                        bool isForAnyCity = false);

    /// Of the district with this index. Precondition: the id was computed.
    KarteNumber of(const std::string& id, std::size_t district, KarteSources& sources) const;

    /// nullptr where it could not be computed.
    const IndicatorResult* result(const std::string& id) const;

    /// The lines 合計の照合 of those of these indicators that are sums, joined; empty where none is.
    std::string reconciliations(const std::vector<std::string>& ids) const;

private:
    std::map<std::string, IndicatorResult> results_;
    std::map<std::string, std::size_t> columns_;
    std::map<std::string, Indicator> absent_;
    std::map<std::string, std::string> problems_;  // why, in `language_`
    ComparisonTable table_;
    Language language_ = Language::Japanese;
};

}  // namespace chiiki
