// The errors' words in other languages, those that this engine can say.
// Source in the original: pydantic_forms.core.translations, found by the whole English sentence alone.
#include <array>

#include "forms/errors.h"

namespace rehearsal::forms {
namespace {

struct Phrase {
  std::string_view english;
  const char* words;
};

constexpr std::array<Phrase, 20> kDutch = {{
    {"field required", "Veld vereist"},
    {"Extra inputs are not permitted", "Extra invoer is niet toegestaan"},
    {"Input should be None", "Invoer moet None zijn"},
    {"Input should be a finite number", "Invoer moet een eindig getal zijn"},
    {"Input should be a valid string", "Invoer moet een geldige string zijn"},
    {"Input should be a valid dictionary", "Invoer moet een geldig woordenboek zijn"},
    {"Input should be a valid list", "Invoer moet een geldige lijst zijn"},
    {"Input should be a valid boolean", "Invoer moet een geldige boolean zijn"},
    {"Input should be a valid boolean, unable to interpret input",
     "Invoer moet een geldige boolean zijn, onvermogen om invoer te interpreteren"},
    {"Input should be a valid integer", "Invoer moet een geldig geheel getal zijn"},
    {"Input should be a valid integer, unable to parse string as an integer",
     "Invoer moet een geldig geheel getal zijn, het was niet mogelijk om de tekst te converteren naar een "
     "geheel "
     "getal"},
    {"Input should be a valid integer, got a number with a fractional part",
     "Invoer moet een geldig geheel getal zijn, er is een getal met een breukdeel ontvangen"},
    {"Unable to parse input string as an integer, exceeded maximum size",
     "Onvermogen om invoerstring te ontleden als een geheel getal, maximale grootte overschreden"},
    {"Input should be a valid number", "Invoer moet een geldig getal zijn"},
    {"Input should be a valid number, unable to parse string as a number",
     "Invoer moet een geldig getal zijn, onvermogen om string te ontleden als een getal"},
    {"UUID input should be a string, bytes or UUID object",
     "UUID-invoer moet een string, bytes of UUID-object zijn"},
    {"Value should have at least 1 item after validation, not 0",
     "De waarde moet na validatie minimaal 1 item bevatten, niet 0"},
    {"value is not a valid email address: The part after the @-sign is not valid. It should have a period.",
     "Waarde is geen geldig e-mailadres: Het deel na het @-teken is niet geldig. Het moet een punt "
     "bevatten."},
    {"value is not a valid email address: There must be something after the @-sign.",
     "Waarde is geen geldig e-mailadres: Er moet iets na het @-teken staan."},
    {"value is not a valid email address: An email address must have an @-sign.",
     "Waarde is geen geldig e-mailadres: Een e-mailadres moet een @-teken bevatten."},
}};

constexpr std::array<Phrase, 2> kGerman = {{
    {"field required", "Feld erforderlich"},
    {"Value should have at least 1 item after validation, not 0",
     "Der Wert sollte nach der Validierung mindestens 1 Element haben, nicht 0"},
}};

template <size_t n>
void translate(std::vector<FieldError>& errors, const std::array<Phrase, n>& phrases) {
  for (FieldError& error : errors) {
    for (const Phrase& phrase : phrases) {
      if (error.message != phrase.english) continue;
      error.message = phrase.words;
      break;
    }
  }
}

}  // namespace

void translate(std::vector<FieldError>& errors, std::string_view locale) {
  if (locale == "nl_NL") translate(errors, kDutch);
  if (locale == "de_DE") translate(errors, kGerman);
}

}  // namespace rehearsal::forms
