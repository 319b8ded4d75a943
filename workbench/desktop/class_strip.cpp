#include "workbench/desktop/class_strip.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "maps/render/paint.h"
#include "maps/style/palette.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double gap = 12;
constexpr double signGap = 4;

bool isClass(const LegendRow& row)
{
    return row.sign == LegendRow::Sign::Swatch || row.sign == LegendRow::Sign::Circle;
}

}  // namespace

ClassStrip::ClassStrip(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFont(theme::font(theme::captionPoints));
}

void ClassStrip::show(const std::optional<ShownIndicator>& shown, const QString& title)
{
    title_ = title;
    rows_.clear();
    if (shown) {
        MapContent content;
        content.choropleth = shown->choropleth;
        content.language = desk_.words.language();
        rows_ = legendRows(nullptr, content, 0);
        // The year stands above each map; here only the unit is said.
        rows_.erase(rows_.begin(), rows_.begin() + 2);
        title_ += (title_.isEmpty() ? QString() : QStringLiteral("　")) +
                  QString::fromStdString(unitTitle(shown->result.indicator.unit, desk_.words.language()));
    }
    QStringList said = {title_};
    for (const LegendRow& row : rows_)
        said << QString::fromStdString(row.text);
    setAccessibleName(said.join(desk_.words("desktop.list_separator")));
    setFixedHeight(lay(nullptr, std::max(1, width())));
    update();
}

int ClassStrip::heightForWidth(int width) const
{
    return lay(nullptr, width);
}

QSize ClassStrip::minimumSizeHint() const
{
    return {160, fontMetrics().height()};
}

void ClassStrip::resizeEvent(QResizeEvent*)
{
    // Layouts in layouts ask for a height once, at another width.
    setFixedHeight(lay(nullptr, width()));
}

void ClassStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    lay(&painter, width());
}

int ClassStrip::lay(QPainter* painter, int width) const
{
    const QFontMetricsF metrics(font());
    const double line = metrics.height() + 4;
    const double swatch = 1.6 * metrics.ascent();
    double x = 0, y = 0;
    const auto place = [&](double needed) {
        if (x > 0 && x + needed > width) {
            x = 0;
            y += line;
        }
        const double at = x;
        x += needed + gap;
        return at;
    };
    const auto text = [&](double at, const QString& words) {
        if (painter)
            painter->drawText(QPointF(at, y + 2 + metrics.ascent()), words);
    };
    if (!title_.isEmpty())
        text(place(metrics.horizontalAdvance(title_)), title_);
    for (const LegendRow& row : rows_) {
        const QString words = QString::fromStdString(row.text);
        const bool hasSign = isClass(row);
        const double sign = !hasSign ? 0 : row.sign == LegendRow::Sign::Circle ? 2 * metrics.ascent() : swatch;
        const double at = place(sign + (hasSign ? signGap : 0) + metrics.horizontalAdvance(words));
        if (painter && hasSign) {
            Path path;
            const double middle = y + line / 2;
            if (row.sign == LegendRow::Sign::Circle)
                path.addCircle({at + metrics.ascent(), middle}, std::min(row.radius, metrics.ascent() - 2));
            else
                path.addBox({at + 0.5, y + 2.5, sign - 1, line - 5});
            Scene scene;
            scene.items.push_back(PathItem{path, row.fill, row.pattern, Stroke{palette::borderCasing, 1, {}, false}});
            paintScene(*painter, scene);
        }
        if (painter)
            painter->setPen(this->palette().color(QPalette::WindowText));
        text(at + sign + (hasSign ? signGap : 0), words);
    }
    return static_cast<int>(std::ceil(y + line));
}

}  // namespace chiiki::desktop
