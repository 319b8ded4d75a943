#pragma once

#include <functional>
#include <string>

#include <QPoint>
#include <QString>
#include <QTimer>

class QWidget;

namespace chiiki::desktop {

/// The tooltip of the district under the pointer, on map and table alike, and of the marks on it: it comes when the
/// pointer has rested for 350 ms and goes when it leaves what it tells of.
class DistrictTip {
public:
    using TextOf = std::function<QString(const std::string& code)>;

    /// `owner` must outlive this.
    explicit DistrictTip(QWidget& owner);

    void setText(TextOf textOf) { textOf_ = std::move(textOf); }

    /// The pointer is over this district (empty: over none) at this place on the screen. `above` is what stands there
    /// beside the district, a line each: told first.
    void hover(const std::string& code, QPoint global, const QString& above = {});

private:
    void show();

    QWidget& owner_;
    TextOf textOf_;
    std::string code_;
    QString above_;
    QPoint place_;
    QTimer timer_;
};

}  // namespace chiiki::desktop
