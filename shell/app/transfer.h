// State that leaves and comes in: what is under way of it, whichever page is shown. Bytes stay with the
// browser's page (web/transfer.js), which knows them by a number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shell/app/host.h"
#include "shell/app/job.h"

namespace rehearsal::shell {

class Transfer {
 public:
  // ---- out
  std::string author;  // who exports and publishes, as the person says it; empty: nobody
  void export_all(DoorClient& door, Host& host, bool with_processes);
  // The file from which somebody else sees what happened here.
  void report(DoorClient& door, Host& host);
  bool reporting() const { return reporting_ && exporting_.running(); }
  // Exports, then writes a folder for a static host ("folder", where folders()) or an archive ("archive").
  void publish(DoorClient& door, Host& host, std::string name, std::string title, std::string about,
               std::string into);
  const Job& exporting() const { return exporting_; }
  bool publishing() const { return publishing_; }
  // What was exported for it is being written.
  bool writing() const { return writing_; }
  // The browser lets a person choose folders.
  bool folders() const { return folders_; }
  // What was published can be opened by this, with its address at the end; empty before.
  const std::string& link() const { return link_; }

  // ---- in
  struct File {
    uint32_t number = 0;  // 0: none
    std::string name;
    double size = 0;
    size_t place = 0;  // in a host's list, from 1; 0: of none
    std::string from;  // by whom, when and where it was published; empty: of no host
  };
  const File& file() const { return file_; }
  const std::string& mode() const { return mode_; }
  void set_mode(DoorClient& door, std::string mode);
  const Job& preview() const { return preview_; }
  void import(DoorClient& door);
  // The engine puts what the code ships in the place of what is here, and keeps that.
  void start_over(DoorClient& door);
  bool starting_over() const { return starting_over_ && importing_.running(); }
  const Job& importing() const { return importing_; }
  void drop_file(DoorClient& door, Host& host);
  // Puts the state that is kept with this digest in the place of what is here, which is kept in its turn.
  void undo(DoorClient& door, const std::string& digest);
  const Job& undoing() const { return undoing_; }
  void cancel(DoorClient& door);

  // What the last import has done, as its report tells; null when something else was begun since.
  const Json& taken() const { return taken_; }
  void forget_taken() { taken_ = nullptr; }

  // ---- a static backend
  struct Head {
    std::string title, about, author, time;
  };
  std::string address;  // as the person types it; empty: beside the page
  void look(Host& host, bool beside);
  // `from`: what the file says of where it is from.
  void fetch(Host& host, size_t head, std::string from);
  void again(Host& host);
  void stop(Host& host);
  bool is_open() const { return is_open_; }
  const std::string& index_name() const { return index_name_; }
  // How many lists and problems came of what the person had asked for.
  int answers() const { return answers_; }
  const std::vector<Head>& heads() const { return heads_; }
  bool fetching() const { return fetching_; }
  float fetched() const { return fetched_; }
  // {"what", "advice", "again"}; null when there is none.
  const Json& problem() const { return problem_; }
  bool looked_beside() const { return looked_beside_; }

  // What web/transfer.js tells. True when a file came that a person has to look at.
  bool take(DoorClient& door, Host& host, const Json& said);
  void take_event(const Json& job);
  // Once per frame. What is to be told to the person about something that ended: empty for nothing.
  struct Ended {
    std::string words;
    bool good = true;
  };
  Ended update(DoorClient& door, Host& host);

 private:
  void begin_preview(DoorClient& door);
  void begin_publishing(DoorClient& door);
  void take_index(const Json& said);
  void take_of_host(const std::string& event, const Json& said);

  Job exporting_, preview_, importing_, undoing_;
  bool publishing_ = false, writing_ = false, folders_ = false, reporting_ = false, starting_over_ = false;
  Json publication_;
  std::string link_;
  File file_;
  std::string mode_ = "add";
  bool look_next_ = false;  // at the file, when the preview that still runs has ended
  int64_t look_ = 0;        // the number of the last look: what is told of another is not of this list
  bool is_open_ = false, fetching_ = false, looked_beside_ = false, asked_ = false;
  float fetched_ = -1;
  std::string index_name_;
  int answers_ = 0;
  std::vector<Head> heads_;
  File coming_;  // what is known of a file before it comes from a host
  Json problem_, taken_;
  Ended told_;
};

}  // namespace rehearsal::shell
