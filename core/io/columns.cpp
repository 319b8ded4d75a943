#include "core/io/columns.h"

namespace chiiki {

Result<std::vector<std::size_t>> requireColumns(const DelimitedTable& table, const std::vector<std::string_view>& names,
                                                const std::string& path)
{
    std::vector<std::size_t> indices;
    std::string missing;
    for (const std::string_view name : names) {
        if (const auto index = table.column(name))
            indices.push_back(*index);
        else
            missing += (missing.empty() ? "" : ", ") + std::string(name);
    }
    if (missing.empty())
        return indices;
    std::string present;
    for (const std::string& name : table.header)
        present += (present.empty() ? "" : ", ") + name;
    return fail(ErrorKind::BadFormat, {"io.columns_missing", {missing, present}}, path);
}

}  // namespace chiiki
