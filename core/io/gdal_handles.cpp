#include "core/io/gdal_handles.h"

#include <mutex>

namespace chiiki {

void registerGdalDrivers()
{
    static std::once_flag once;
    std::call_once(once, GDALAllRegister);
}

}  // namespace chiiki
