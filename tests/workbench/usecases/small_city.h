#pragma once

#include <string>

#include "core/model/snapshot.h"
#include "tests/support/process.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki::test {

/// Three districts in a row, 01 大殿, 02 白石 and 03 湯田, each about 1 km2 with one block of 100, 200 and 300 people
/// in its middle.
SnapshotPtr smallCity();

/// Writes <folder>/plugins/<id>/ with a manifest of this text and tables by file name.
class PluginFolders {
public:
    std::string path(const std::string& name = {}) const;
    std::string write(const std::string& id, const std::string& manifest) const;
    void writeFile(const std::string& name, const std::string& text) const;

    /// Plugins given by the user; consent and results below the folder.
    PluginSurroundings surroundings() const;

private:
    TemporaryFolder folder_;
};

/// A plugin without code: projects with an amount, "grants.projects" (count), "grants.amount" (total) and
/// "grants.per_resident", the list of projects as a view and a cap of 300 yen a project.
extern const char* const grantsManifest;
/// Amounts 100 and 250 in 01, 50 in 02, one in no district.
extern const char* const grantsRows;

/// nullptr where there is none.
const IndicatorValue* valueOf(const Overlay& overlay, const std::string& indicator, const std::string& district,
                              int year);

}  // namespace chiiki::test
