// The form of "Create user" before a door that the test answers.
#pragma once

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "shell/app/wizard.h"
#include "shell/app_samples.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {

class WizardTest : public testing::Test {
 protected:
  TestHost host_;
  DoorClient door_{host_};
  Translations words_{translations_body()};
  Wizard wizard_{"create_user", {Json{{"product", "p-2"}}}};

  void open(const Json& schema = user_form()) {
    wizard_.update(door_, words_);
    host_.answer(door_, 510, not_complete(schema));
    wizard_.update(door_, words_);
  }
  void fill(const char* name, const char* age, std::vector<size_t> groups) {
    wizard_.inputs()[0].text = name;
    wizard_.inputs()[1].text = age;
    wizard_.inputs()[2].chosen = std::move(groups);
  }
  void refuse(const Json& errors) {
    wizard_.submit(door_);
    host_.answer(door_, 400, not_valid(errors));
    wizard_.update(door_, words_);
  }
};

}  // namespace rehearsal::shell
