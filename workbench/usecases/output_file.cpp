#include "workbench/usecases/output_file.h"

#include "core/io/files.h"
#include "maps/render/export.h"

namespace chiiki {
namespace {

bool endsWith(const std::string& text, std::string_view ending)
{
    return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

Result<std::string> bytesFor(const std::string& file, const Scene& scene, const std::string& asOf)
{
    if (endsWith(file, ".png"))
        return pngBytes(scene);
    if (endsWith(file, ".svg"))
        return svgBytes(scene);
    return pdfBytes(scene, asOf);
}

}  // namespace

Result<void> checkPictureFile(const std::string& file)
{
    if (!endsWith(file, ".png") && !endsWith(file, ".svg") && !endsWith(file, ".pdf"))
        return fail(ErrorKind::BadRequest, {"usecases.map_format_by_ending", {}}, file);
    return {};
}

Result<void> writePicture(const std::string& file, const Scene& scene, const std::string& asOf)
{
    const auto bytes = bytesFor(file, scene, asOf);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(file, *bytes);
}

Result<void> writeOutput(const std::string& file, std::string_view bytes)
{
    return writeFile(file, bytes);
}

}  // namespace chiiki
