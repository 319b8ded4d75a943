#pragma once

#include <string>
#include <vector>

#include <QWidget>

#include "core/model/plugin_table.h"
#include "core/model/snapshot.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace chiiki::desktop {

class Words;

/// One field of a row to be typed or chosen: its title, a box or a list, the unit, and what is wrong with what stands
/// there. Text is as `chiiki row add` takes it.
class FieldEditor : public QWidget {
    Q_OBJECT

public:
    /// `linked`: the uids that a link field may name, with what they are called.
    FieldEditor(const FieldSpec& field, const Snapshot& city, const std::vector<Choice>& linked, const Words& words,
                QWidget* parent = nullptr);

    const std::string& fieldId() const { return field_.id; }
    std::string text() const;
    void setText(const std::string& text);
    /// Below the box; empty = nothing is wrong.
    void setFault(const QString& sentence);
    void setReadOnly(bool isReadOnly);
    void focusBox();

signals:
    void edited();
    /// Enter in a box.
    void confirmed();

private:
    void addChoices(const Snapshot& city, const std::vector<Choice>& linked, const Words& words);

    const FieldSpec field_;
    QLineEdit* box_ = nullptr;
    QComboBox* list_ = nullptr;
    QLabel* fault_;
};

}  // namespace chiiki::desktop
