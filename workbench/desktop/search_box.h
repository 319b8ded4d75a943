#pragma once

#include <functional>
#include <vector>

#include <QLineEdit>
#include <QPointer>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/search_index.h"

class QAction;
class QListWidget;

namespace chiiki::desktop {

/// 探す (Ctrl+K): a line of text with what it finds below it. Up and down choose, Enter goes there, Esc gives the focus
/// back to where it was.
class SearchBox : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchBox(const Desk& desk, QWidget* parent = nullptr);

    /// What can be done by name; actions at rest are left out.
    void setCommands(QList<QAction*> commands);
    /// Focus, with all of its text selected.
    void begin();

    const std::vector<SearchHit>& hits() const { return hits_; }

signals:
    /// A facility: show it on the map.
    void facilityChosen(const chiiki::Facility& facility);
    void findingChosen(const chiiki::desktop::ShownFinding& finding);
    /// Districts and indicators were chosen in the state; the picture should show the district.
    void districtChosen(const std::string& code);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void makeIndex();
    void search();
    void placeList();
    void choose(int row);
    void leave();
    void retranslate();

    const Desk desk_;
    QList<QAction*> commands_;
    QList<QAction*> offered_;  // those of the index
    std::vector<ShownFinding> findings_;
    std::shared_ptr<PluginSession> session_;                        // whose views are
    std::vector<std::pair<const Plugin*, const ViewSpec*>> views_;  // of the session
    SearchIndex index_;
    bool isIndexed_ = false;
    std::vector<SearchHit> hits_;
    QListWidget* list_;
    QPointer<QWidget> cameFrom_;
};

}  // namespace chiiki::desktop
