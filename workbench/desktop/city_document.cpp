#include "workbench/desktop/city_document.h"

#include <algorithm>
#include <utility>

#include <QCoreApplication>

#include "workbench/usecases/program_files.h"

namespace chiiki::desktop {

void CityDocument::open(const std::string& path)
{
    startOpening([path] { return openCity(path); });
}

void CityDocument::openYamaguchi()
{
    startOpening([pack = findYamaguchiPack(QCoreApplication::applicationDirPath().toStdString()),
                  workspace = yamaguchiWorkspacePath()] { return openFromPack(pack, workspace); });
}

void CityDocument::startOpening(std::function<Result<OpenedCity>()> work)
{
    emit openingChanged(true);
    opening_.start(std::move(work), [this](Result<OpenedCity> opened) {
        emit openingChanged(false);
        if (opened)
            show(*std::move(opened));
        else
            emit failed(opened.error());
    });
}

void CityDocument::show(OpenedCity city)
{
    if (computing_.isRunning()) {
        computing_.drop();
        emit computingChanged(false);
    }
    city_ = std::move(city);
    shown_.reset();
    emit cityChanged();
    const std::vector<OfferedIndicator>& offered = city_->offered;
    const bool isKept = std::any_of(offered.begin(), offered.end(),
                                    [this](const OfferedIndicator& one) { return one.indicator.id == requested_; });
    if (isKept)
        showIndicator(requested_);
    else if (!offered.empty())
        showIndicator(offered.front().indicator.id);
}

void CityDocument::showIndicator(const std::string& id)
{
    if (!city_)
        return;
    requested_ = id;
    emit computingChanged(true);
    computing_.start(
        [snapshot = city_->snapshot, indicators = city_->indicators, id]() -> Result<ShownIndicator> {
            auto result = indicators->compute(id);
            if (!result)
                return tl::unexpected(result.error());
            return showLatest(*snapshot, *std::move(result));
        },
        [this](Result<ShownIndicator> shown) {
            emit computingChanged(false);
            if (!shown) {
                emit failed(shown.error());
                return;
            }
            shown_ = *std::move(shown);
            emit indicatorChanged();
        });
}

}  // namespace chiiki::desktop
