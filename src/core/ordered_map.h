// An object's members in the order in which they were written, found by key without a scan of a large object.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rehearsal {

// What nlohmann::basic_json asks of an object type. Up to `kScan` members are searched one by one; beyond
// that a hash index is built at the first look-up and kept in step with what is appended. Erasing drops the
// index.
template <class Key, class T, class IgnoredLess = std::less<Key>,
          class Allocator = std::allocator<std::pair<const Key, T>>>
class OrderedMap : std::vector<std::pair<const Key, T>, Allocator> {
  using Members = std::vector<std::pair<const Key, T>, Allocator>;
  using Index = std::unordered_map<Key, size_t>;
  static constexpr size_t kScan = 24;

 public:
  using key_type = Key;
  using mapped_type = T;
  using key_compare = std::equal_to<Key>;
  using typename Members::const_iterator;
  using typename Members::iterator;
  using typename Members::size_type;
  using typename Members::value_type;

  using Members::begin;
  using Members::cbegin;
  using Members::cend;
  using Members::empty;
  using Members::end;
  using Members::max_size;
  using Members::reserve;
  using Members::size;

  OrderedMap() = default;
  explicit OrderedMap(const Allocator& allocator) : Members(allocator) {}
  template <class Iterator>
  OrderedMap(Iterator first, Iterator last) {
    insert(first, last);
  }
  OrderedMap(std::initializer_list<value_type> members) { insert(members.begin(), members.end()); }
  OrderedMap(const OrderedMap& other) : Members(other) {}
  OrderedMap(OrderedMap&& other) noexcept = default;
  OrderedMap& operator=(const OrderedMap& other) {
    OrderedMap copy(other);
    return *this = std::move(copy);
  }
  OrderedMap& operator=(OrderedMap&& other) noexcept = default;
  ~OrderedMap() = default;

  std::pair<iterator, bool> emplace(const Key& key, T&& value) {
    const iterator found = find(key);
    if (found != end()) return {found, false};
    Members::emplace_back(key, std::move(value));
    if (index_) index_->emplace(key, size() - 1);
    return {std::prev(end()), true};
  }
  std::pair<iterator, bool> emplace(const Key& key, const T& value) { return emplace(key, T(value)); }
  std::pair<iterator, bool> insert(value_type&& member) {
    return emplace(member.first, std::move(member.second));
  }
  std::pair<iterator, bool> insert(const value_type& member) { return emplace(member.first, member.second); }
  template <class Iterator>
  void insert(Iterator first, Iterator last) {
    for (; first != last; ++first) insert(*first);
  }

  T& operator[](const Key& key) { return emplace(key, T{}).first->second; }
  const T& operator[](const Key& key) const { return at(key); }
  T& at(const Key& key) { return const_cast<T&>(std::as_const(*this).at(key)); }
  const T& at(const Key& key) const {
    const const_iterator found = find(key);
    if (found == end()) throw std::out_of_range("key not found");
    return found->second;
  }
  size_type count(const Key& key) const { return find(key) == end() ? 0 : 1; }

  iterator find(const Key& key) { return begin() + (std::as_const(*this).find(key) - cbegin()); }
  const_iterator find(const Key& key) const {
    if (size() <= kScan) {
      const_iterator at = cbegin();
      while (at != cend() && at->first != key) ++at;
      return at;
    }
    if (!index_) {
      index_ = std::make_unique<Index>(size() * 2);
      for (size_t i = 0; i < size(); ++i) index_->emplace(Members::operator[](i).first, i);
    }
    const auto found = index_->find(key);
    return found == index_->end() ? cend() : cbegin() + static_cast<std::ptrdiff_t>(found->second);
  }

  size_type erase(const Key& key) {
    const iterator found = find(key);
    if (found == end()) return 0;
    erase(found);
    return 1;
  }
  iterator erase(iterator position) { return erase(position, std::next(position)); }
  // A member's key is const, so what follows is rebuilt in place instead of assigned.
  iterator erase(iterator first, iterator last) {
    if (first == last) return first;
    index_.reset();
    const auto offset = first - begin();
    const auto removed = last - first;
    for (iterator to = first; to + removed != end(); ++to) {
      to->~value_type();
      new (&*to) value_type(std::move(*(to + removed)));
    }
    for (std::ptrdiff_t i = 0; i < removed; ++i) Members::pop_back();
    return begin() + offset;
  }
  void clear() {
    index_.reset();
    Members::clear();
  }

  friend bool operator==(const OrderedMap& a, const OrderedMap& b) {
    return static_cast<const Members&>(a) == static_cast<const Members&>(b);
  }
  friend bool operator<(const OrderedMap& a, const OrderedMap& b) {
    return static_cast<const Members&>(a) < static_cast<const Members&>(b);
  }

 private:
  mutable std::unique_ptr<Index> index_;
};

}  // namespace rehearsal
