#pragma once

#include <set>
#include <string>
#include <vector>

#include <QTableWidget>

#include "core/model/snapshot.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/import_preview.h"

namespace chiiki::desktop {

/// 未照合: what rows say of their place that no district is known by, each with what it may mean and why, and buttons
/// that decide for all rows that say so. Enter takes the first suggestion, Delete leaves the rows out.
class UnmatchedList : public QTableWidget {
    Q_OBJECT

public:
    explicit UnmatchedList(QWidget* parent);

    /// `later`: what was put off; not listed.
    void show(const std::vector<UnmatchedName>& names, const std::set<std::string>& later, const Snapshot& city,
              const Words& words);
    /// As soleSuggestions() of what is listed.
    const std::vector<std::pair<std::string, std::string>>& soleSuggestions() const { return sole_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

signals:
    /// `word`: a district's code or another decision of ImportChoices.
    void decided(const std::string& written, const std::string& word);
    void putOff(const std::string& written);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addRow(const UnmatchedName& name, const Snapshot& city, const Words& words);
    void fit();

    std::vector<std::pair<std::string, std::string>> sole_;
};

/// 「湯 田」; what is wrong with positions in words.
QString writtenText(const UnmatchedName& name, const Words& words);

}  // namespace chiiki::desktop
