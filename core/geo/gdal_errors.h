#pragma once

#include <string>

#include "core/geo/gdal_on_demand.h"

namespace chiiki {

/// Collects what GDAL, OGR and PROJ say in this thread while it lives, instead of letting it go to stderr.
class GdalErrors {
public:
    GdalErrors() { CPLPushErrorHandlerEx(&GdalErrors::keep, this); }
    ~GdalErrors() { CPLPopErrorHandler(); }
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// The first failure said so far; empty when there was none. Warnings are not kept.
    const std::string& text() const { return text_; }

private:
    static void CPL_STDCALL keep(CPLErr kind, CPLErrorNum, const char* text)
    {
        auto* self = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
        if (kind >= CE_Failure && self->text_.empty())
            self->text_ = text;
    }

    std::string text_;
};

}  // namespace chiiki
