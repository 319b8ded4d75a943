#include "workbench/desktop/measured_text.h"

#include <utility>

#include <QFontMetrics>
#include <QHash>
#include <QRect>

namespace chiiki::desktop {
namespace {

using Key = std::pair<std::pair<QString, QString>, std::pair<int, int>>;
constexpr qsizetype mostKnown = 5000;
constexpr int mostHeight = 10000;

}  // namespace

QSize textSize(const QFont& font, int width, int flags, const QString& text)
{
    static QHash<Key, QSize> known;
    const Key key({text, font.key()}, {width, flags});
    if (const auto found = known.constFind(key); found != known.constEnd())
        return *found;
    if (known.size() > mostKnown)
        known.clear();
    const QRect box = QFontMetrics(font).boundingRect(QRect(0, 0, width, mostHeight), flags, text);
    return *known.insert(key, QSize(box.right() + 1, box.bottom() + 1));
}

}  // namespace chiiki::desktop
