// Any bytes as the areas of a pack. Rings that come out are closed; what comes out can be written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/io/topojson.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto objects = chiiki::parseTopojson(text, "fuzz.topojson");
    if (!objects)
        return 0;
    for (const chiiki::TopoObject& object : *objects) {
        if (object.ids.size() != object.areas.size())
            std::abort();
        for (const chiiki::MultiPolygon& area : object.areas)
            for (const chiiki::Polygon& polygon : area)
                for (const chiiki::Ring& ring : polygon.rings)
                    if (ring.size() < 4 || ring.front() != ring.back())
                        std::abort();
    }
    return 0;
}
