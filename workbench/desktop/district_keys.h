#pragma once

#include <functional>
#include <string>

#include <QObject>

#include "core/geo/neighbours.h"
#include "workbench/desktop/desk.h"

class QKeyEvent;

namespace chiiki::desktop {

/// What the keyboard does on a picture of the districts: arrows walk from one to the next, Space takes one into the
/// selection or out of it, Enter makes it the only one. Where it is stands in the selection model, so that map and tile
/// map agree.
class DistrictKeys : public QObject {
    Q_OBJECT

public:
    /// The code of the district that lies there; empty where none does.
    using Next = std::function<std::string(const std::string& from, Heading heading)>;
    /// The sentence that says so.
    using Nothing = std::function<QString(Heading heading)>;

    /// Watches the keys and the focus of `picture`, which must outlive this.
    DistrictKeys(const Desk& desk, QWidget& picture, Next next, Nothing nothing);

    /// Whether the picture marks the focused district: only for somebody who works with keys.
    bool isMarking() const { return isMarking_; }

signals:
    /// The arrows went to this district.
    void walked(const std::string& code);
    /// Enter: it is the only one selected, and its profile is asked for.
    void chosen();
    /// A sentence for the status bar.
    void told(const QString& sentence);
    void markingChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(const QKeyEvent& event);
    void walk(Heading heading);
    void setMarking(bool isMarking);
    void needFocused();

    const Desk desk_;
    Next next_;
    Nothing nothing_;
    bool isMarking_ = false;
};

}  // namespace chiiki::desktop
