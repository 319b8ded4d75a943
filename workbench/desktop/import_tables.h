#pragma once

#include <QTableWidget>

#include "workbench/desktop/words.h"
#include "workbench/usecases/import_preview.h"

namespace chiiki::desktop {

/// The first rows of the file as they stand. The header is marked, what is no row of the table is grey and says why. A
/// click on a row, or Space, makes it the header.
class ImportRowsTable : public QTableWidget {
    Q_OBJECT

public:
    explicit ImportRowsTable(QWidget* parent);

    void show(const FilePreview& file, const Words& words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

signals:
    void headerChosen(std::int64_t row);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int row);
};

/// The columns of the file, what each is taken for and why; what it is taken for can be changed.
class ImportColumnsTable : public QTableWidget {
    Q_OBJECT

public:
    explicit ImportColumnsTable(QWidget* parent);

    void show(const FilePreview& file, const Words& words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

signals:
    void roleChosen(const std::string& heading, const std::string& role);
};

/// Columns that are worth a look.
int doubtfulColumns(const FilePreview& file);
/// Columns that something is taken from.
int usedColumns(const FilePreview& file);

}  // namespace chiiki::desktop
