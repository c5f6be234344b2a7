// All of shell/ui.
#pragma once

#include "shell/ui/buttons.h"
#include "shell/ui/fields.h"
#include "shell/ui/frame.h"
#include "shell/ui/layout.h"
#include "shell/ui/lists.h"
#include "shell/ui/panels.h"
#include "shell/ui/ui.h"
#include "shell/ui/words.h"
