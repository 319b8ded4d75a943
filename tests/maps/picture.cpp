#include "picture.h"

#include <cstdlib>

#include "core/geo/crs.h"
#include "core/geo/transform.h"

namespace chiiki::test {

bool equalsExpected(const QImage& actual, const std::string& name, int channelTolerance, double pixelFraction)
{
    const QString path =
        QStringLiteral(CHIIKI_SOURCE_DIR "/tests/maps/expected/") + QString::fromStdString(name) + ".png";
    const QImage picture = actual.convertToFormat(QImage::Format_RGB32);
    if (std::getenv("CHIIKI_UPDATE_EXPECTED"))
        return picture.save(path);
    const QImage expected = QImage(path).convertToFormat(QImage::Format_RGB32);
    long long different = 0;
    QImage diff(picture.size(), QImage::Format_RGB32);
    diff.fill(Qt::white);
    if (expected.size() == picture.size()) {
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const QColor a = picture.pixelColor(x, y);
                const QColor b = expected.pixelColor(x, y);
                const int worst = std::max(
                    {std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
                if (worst > channelTolerance) {
                    ++different;
                    diff.setPixelColor(x, y, Qt::red);
                }
            }
        }
        if (static_cast<double>(different) <= pixelFraction * picture.width() * picture.height())
            return true;
    }
    picture.save(QString::fromStdString(name) + "_actual.png");
    diff.save(QString::fromStdString(name) + "_diff.png");
    return false;
}

SnapshotPtr syntheticCity()
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->asOf = "2024-04-01";
    snapshot->city = {"352039", {"試験市", "Test City"}, 6671};
    const auto toDegrees = Transform::between(6671, storedEpsg);
    for (int i = 0; i < 6; ++i) {
        const double x = -70000 + 4000 * (i % 3);
        const double y = -200000 - 2000 * (i / 3);
        District district;
        district.code = "0" + std::to_string(i + 1);
        district.name = std::vector<std::string>{"甲", "乙", "丙", "丁", "戊", "己"}[static_cast<std::size_t>(i)];
        district.tileColumn = i % 3;
        district.tileRow = i / 3;
        const MultiPolygon square = {{{{{x, y}, {x + 4000, y}, {x + 4000, y - 2000}, {x, y - 2000}, {x, y}}}}};
        district.outline = (*toDegrees)(square);
        snapshot->districts.push_back(district);
    }
    SourceEdition source;
    source.sourceId = "made_up";
    source.title = {"試験の表", "Test table"};
    source.credit = "試験の出典";
    source.asOf = "2010";
    source.limits = {"試験の限界", "Limits of the test"};
    snapshot->sources.push_back(source);
    return snapshot;
}

IndicatorResult syntheticResult(const std::vector<Value>& values, IndicatorKind kind)
{
    IndicatorResult result;
    result.indicator.id = "test.value";
    result.indicator.title = {"試験の値", "Test value"};
    result.indicator.unit = "people";
    result.indicator.kind = kind;
    result.indicator.breaks = kind == IndicatorKind::Rate ? std::vector<double>{10, 20, 30, 40} : std::vector<double>{};
    for (std::size_t i = 0; i < values.size(); ++i)
        result.values.push_back(
            {"test.value", "0" + std::to_string(i + 1), FiscalYear{2020}, Series::Actual, values[i], "made_up", ""});
    result.recipe.sourceIds = {"made_up"};
    return result;
}

}  // namespace chiiki::test
