package dev.tutti.report.invoice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rows of a file of CSV, which other programs have written: RFC 4180, and what they make of it. */
final class CsvRows {
  private static final List<Character> DIVIDERS = List.of('\t', ';', ',');
  private static final char MARK = '\uFEFF'; // at the begin of files from spreadsheets

  private final String text;
  private final char divider;
  private int at;
  private int number = 1;

  /** Row with the number of its first line in the file, from 1. */
  record Row(int number, List<String> cells) {}

  private CsvRows(String text, char divider) {
    this.text = text;
    this.divider = divider;
  }

  /**
   * All rows that are not empty.
   *
   * @throws IllegalArgumentException when there are more than so many, or a quote has no end
   */
  static List<Row> parse(String file, int most) {
    var text = !file.isEmpty() && file.charAt(0) == MARK ? file.substring(1) : file;
    var rows = new CsvRows(text, divider(text));
    var all = new ArrayList<Row>();
    while (rows.at < text.length()) {
      var row = rows.next();
      if (row.cells.stream().anyMatch(cell -> !cell.isBlank())) {
        all.add(row);
      }
      if (all.size() > most) {
        throw new IllegalArgumentException(
            "invoice: more than %d lines (expected: fewer)".formatted(most));
      }
    }
    return all;
  }

  /** The divider that the first line has most of; a comma where it has none. */
  private static char divider(String text) {
    var head = text.lines().findFirst().orElse("");
    return DIVIDERS.stream().max(Comparator.comparingLong(each -> count(head, each))).orElseThrow();
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(each -> each == wanted).count();
  }

  private Row next() {
    int first = number;
    var cells = new ArrayList<String>();
    cells.add(cell());
    while (at < text.length() && text.charAt(at) == divider) {
      at++;
      cells.add(cell());
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    number++;
    return new Row(first, cells);
  }

  private String cell() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted() + rest();
    }
    return rest();
  }

  private String quoted() {
    var cell = new StringBuilder();
    int begin = number;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        number++;
      }
      if (c != '"') {
        cell.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append(c);
        at++;
      } else {
        at++;
        return cell.toString();
      }
    }
    throw new IllegalArgumentException(
        "invoice: line %d: a quote without an end (expected: one)".formatted(begin));
  }

  private String rest() {
    int from = at;
    while (at < text.length()
        && text.charAt(at) != divider
        && text.charAt(at) != '\n'
        && text.charAt(at) != '\r') {
      at++;
    }
    return text.substring(from, at);
  }
}
