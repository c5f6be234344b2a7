// The fields of a form, whatever their kind.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shell/app/form_model.h"
#include "shell/app/wizard.h"
#include "shell/ui/fields.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// What a field that is left out says.
inline constexpr const char* kNothing = "No value";

// Which fields say in words whether they must be filled in: only those that are the fewer.
enum class Marking { kNone, kRequired, kOptional };
Marking marking_of(const std::vector<shell::Field>& fields);

// Which rows of a list are drawn, and how many more may be: it may have very many.
struct ShownRows {
  std::string list;  // its path
  size_t first = 0, count = 0;
};

class FieldDrawer {
 public:
  // `rows` holds from one picture to the next.
  FieldDrawer(Context& context, const std::vector<shell::FieldError>& errors, std::vector<ShownRows>& rows)
      : context_(context), errors_(errors), rows_(rows) {}

  // Draws the field at `path` ("contacts.0.email"), with those inside it.
  void draw(const shell::Field& field, shell::FieldInput& input, const std::string& path, Marking marking);

  // The paths of what the person changed, and whether Enter was pressed in one of them.
  const std::vector<std::string>& changed() const { return changed_; }
  bool entered() const { return entered_; }

 private:
  ui::FieldOptions options(const shell::Field& field, const std::string& path, Marking marking);
  void note(const std::string& path, bool changed);
  void draw_typed(const shell::Field& field, shell::FieldInput& input, const ui::FieldOptions& options);
  void draw_moment(const shell::Field& field, shell::FieldInput& input, ui::FieldOptions options);
  void draw_picked(const shell::Field& field, shell::FieldInput& input, ui::FieldOptions options);
  void draw_picked_subscription(const shell::Field& field, shell::FieldInput& input,
                                const ui::FieldOptions& options);
  void draw_choice(const shell::Field& field, shell::FieldInput& input, ui::FieldOptions options);
  void draw_check_list(const shell::Field& field, shell::FieldInput& input, ui::FieldOptions options);
  void draw_promises(const shell::Field& field, shell::FieldInput& input, const ui::FieldOptions& options);
  bool draw_filled_in(const shell::Field& field, shell::FieldInput& input, const std::string& key);
  void draw_parts(const shell::Field& field, shell::FieldInput& input, const std::string& key);
  void draw_list(const shell::Field& field, shell::FieldInput& input, const ui::FieldOptions& options);
  size_t first_row(const ShownRows& shown) const;
  // True when it is to be removed.
  bool draw_row(const shell::Field& list, shell::FieldInput& input, const std::string& path,
                const std::string& words, size_t index);
  void draw_other_rows(const shell::Field& list, const std::string& words, const std::string& key,
                       size_t first, size_t end, size_t total);
  void focus_row(const shell::Field& list, const std::string& key, size_t row);
  void draw_object(const shell::Field& field, shell::FieldInput& input, const ui::FieldOptions& options);
  const std::string& label_of(const shell::Field& field) const { return row_.empty() ? field.label : row_; }
  void draw_shown(const shell::Field& field, ui::FieldOptions options);

  Context& context_;
  const std::vector<shell::FieldError>& errors_;
  std::vector<ShownRows>& rows_;
  std::vector<std::string> changed_;
  size_t drawn_ = 0;  // fields
  bool entered_ = false;
  std::string row_;  // in a list whose rows have one field: the row's words in place of the field's
};

}  // namespace rehearsal::views
