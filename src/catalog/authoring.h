// What a workflow file needs: include this, and the names read as in the original (docs/add-a-workflow.md).
#pragma once

#include "catalog/customers.h"
#include "catalog/systems.h"
#include "forms/page.h"
#include "forms/wizard.h"
#include "store/query.h"
#include "store/tables.h"
#include "workflow/generic_steps.h"
#include "workflow/start_forms.h"
#include "workflow/step_group.h"
#include "workflow/workflow.h"
#include "workflow/wrappers.h"

namespace rehearsal::catalog {

using domain::from_other_lifecycle;
using domain::SubscriptionLifecycle;
using forms::choice;
using forms::choice_list;
using forms::integer;
using forms::label;
using forms::Page;
using forms::read_only;
using forms::Wizard;
using workflow::Again;
using workflow::Arg;
using workflow::Assignee;
using workflow::begin;
using workflow::callback_step;
using workflow::CallbackOptions;
using workflow::conditional;
using workflow::create_form;
using workflow::create_workflow;
using workflow::done;
using workflow::FormContext;
using workflow::Gives;
using workflow::GivesOrAgain;
using workflow::init;
using workflow::inputstep;
using workflow::modify_form;
using workflow::modify_workflow;
using workflow::OptionalArg;
using workflow::reconcile_workflow;
using workflow::Registry;
using workflow::resync;
using workflow::retrystep;
using workflow::set_status;
using workflow::settled;
using workflow::State;
using workflow::Step;
using workflow::step;
using workflow::step_group;
using workflow::StepContext;
using workflow::steps_of;
using workflow::store_process_subscription;
using workflow::subscription_form;
using workflow::Target;
using workflow::task;
using workflow::terminate_unfinished;
using workflow::terminate_workflow;
using workflow::undone_by;
using workflow::unsync;
using workflow::validate_workflow;

}  // namespace rehearsal::catalog
