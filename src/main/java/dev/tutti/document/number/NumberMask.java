package dev.tutti.document.number;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places of a text whose digits are no quantities: dates, ordinals, identifiers, versions, numbers
 * of lists.
 */
final class NumberMask {

  private static final List<Pattern> NOT_QUANTITIES =
      List.of(
          Pattern.compile("(?<![参函系指倍次人个件户总])[数几][十百千万亿]{1,4}"),
          Pattern.compile(
              "第\\s*[\\d一二三四五六七八九十百零两]+(?:\\s*[-~至到—]\\s*第?[\\d一二三四五六七八九十]+(?=个?[季章条节期页]))?"),
          Pattern.compile("(?<![\\d/])(?:19|20)\\d\\d/\\d{2}(?![\\d/])|\\b24/7\\b"),
          Pattern.compile(
              "(?i)\\b(?:GB|ISO|IEC|RFC|DIN|ASTM|JB|YY|HJ)(?:/[A-Z])?[\\s-]?\\d[\\d.:]*(?:-\\d{2,4})?"),
          Pattern.compile(
              "(?i)\\b(?:section|chapter|figure|fig\\.|table|item|article|note|appendix|page|version|no\\.|step|level|exhibit|annex|clause|paragraph|route|flight|gate|tier|phase|rule|form|part|type|class) {1,2}v?\\d++(?:\\.\\d++){0,9}+(?![,.]?\\d|\\s?%|\\s+(?:percent|thousand|million|billion))"),
          Pattern.compile(
              "(?i)\\b(?:sections|chapters|figures|tables|items|articles|notes|pages|exhibits|clauses) {1,2}\\d{1,3}+(?:\\.\\d{1,2}+){0,2}+(?:\\s?(?:[-–,&]|and|to)\\s?\\d{1,3}+(?:\\.\\d{1,2}+)?+){0,5}+(?![,.]?\\d|\\s?%|\\s+(?:percent|thousand|million|billion))"),
          Pattern.compile(
              "(?:附[表图注件]|(?<![代报发仪外])表|(?<![意企试版地])图)\\s?\\d{1,3}+(?:[.-]\\d{1,3}+){0,3}+(?!\\s?[%十百千万亿元家个人名项件台次张份万成倍]|[,.]?\\d)"),
          Pattern.compile(
              "(?i)(?<![\\d.,])\\d{1,4}(?:st|nd|rd|th)(?![a-z])|(?<!\\w)#\\d{1,9}(?![\\d.,]*\\d)"),
          Pattern.compile(
              "(?i)(?<![\\d.,])\\d{1,2} (?:of )?(?:"
                  + PeriodGrammar.MONTH
                  + ")(?![a-z])(?:,? (?:19|20)\\d\\d)?|(?<![\\d/])\\d{1,2}/\\d{1,2}/(?:19|20)?\\d\\d(?![\\d/])"),
          Pattern.compile(
              "(?<![\\d.])(?!\\d{1,3}(?:\\.\\d{3}){3}(?!\\d))\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\d)"),
          Pattern.compile(
              "(?<!\\d)[48]00-\\d{3,4}-\\d{3,4}(?!\\d)|\\(\\d{3}\\)\\s?\\d{3}-\\d{4}(?!\\d)|(?<![\\d-])\\d{3}-\\d{3}-\\d{4}(?![\\d-])"),
          Pattern.compile(
              "(?<!\\d)\\d{1,2}[点时]\\d{1,2}分|(?<!\\d)\\d{1,2}点[钟半整]|(?:上午|下午|晚上|早上|凌晨|中午)\\s?\\d{1,2}[点时]|(?<!\\d)(?:7\\s?[x×*]\\s?24|24\\s?[x×*]\\s?7)(?!\\d)"),
          Pattern.compile(
              "(?<![\\d.])[48]K(?=超?高清|电视|视频|屏|分辨率|显示|\\s?(?:TV|video|resolution|display|screen|monitor))"),
          Pattern.compile(
              "(?i)\\bv\\d+(?:\\.\\d+){1,9}|(?<![\\d.])\\d+\\.\\d{1,2}\\.\\d{1,2}(?:\\.\\d+){0,9}(?![\\d,])"),
          Pattern.compile(
              "\\+\\d[\\d\\s()-]{7,}\\d|\\b0\\d{2,3}-\\d{7,8}\\b|(?<!\\d)1[3-9]\\d{9}(?!\\d)"),
          Pattern.compile(
              "(?<!\\d)\\d{6,40}+-\\d+|(?:订单号|编号|邮编|邮政编码|批号|注册号|电话|证号|账号|工号|代码|卡号|单号|流水号|合同号|发票号|学号|手机号码?|尾号)[:：\\s]*[\\w-]+(?: \\d{4}(?!\\d)){0,5}"),
          Pattern.compile(
              "(?<![\\d.,])\\d{1,2}\\.\\d{1,2}\\.(?:19|20)?\\d\\d(?!\\d)|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)|(?<!\\d)(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])(?!\\d)"),
          Pattern.compile(
              "(?<![\\w.,])(?:(?:19|20)\\d\\d\\s?|\\d{2})[HQ][1-4](?![A-Za-z0-9])|(?<![\\w.,])[1-4][HQ](?:\\s?(?:19|20)\\d\\d|\\d{2})(?![\\d.,%])"),
          Pattern.compile("(?<!\\d)\\d{1,2}:\\d{2}(?::\\d{2})?(?!\\d)"),
          Pattern.compile(
              "(?<![\\d.,])\\d{4}(?:[-~至]\\d{4})?年度?|\\d{2}年(?=.{0,2}[季月半])|\\d{1,2}(?:[-~至]\\d{1,2})?月(?:份|\\d{1,2}[日号])?"),
          Pattern.compile(
              "(?i)\\bFY\\s?\\d{2,4}|\\b(?:fiscal|year|in|of|since|from|during|by|to|than|and)\\s+(?:19|20)\\d\\d(?![\\d,.%]\\d|%|\\s*(?:million|billion|thousand))"),
          Pattern.compile(
              "(?i)\\b(?:"
                  + PeriodGrammar.MONTH
                  + ")\\.?\\s+(?:(?:[12]\\d|3[01]|0?[1-9])(?![\\d%])(?!\\.\\d)(?!,\\d{3})(?!\\s*(?:%|percent|million|billion|thousand|(?:k|m|mn|bn)\\b)),?\\s*)?(?:(?:19|20)\\d\\d)?"),
          Pattern.compile(
              "(?m)^\\h*+(?:\\d{1,2}[.、](?!\\d)|\\d{1,2}\\)|\\(\\d{1,2}\\)(?=\\s*[^\\d\\s%万亿千百]))"),
          Pattern.compile("\\[\\d{1,3}\\]|(?<=[A-Za-z])\\(\\d{1,2}\\)"),
          Pattern.compile(
              "万一|千万(?=不|别|要|莫|注意|小心)|百分百|(?<![\\d.])[一](?=定|些|般|样|方|直|旦|次|个(?!百分点|基点)|起|致|系|家)|十分(?!之)|万分(?!之)"),
          Pattern.compile(
              "(?i)(?<![A-Za-z0-9_])(?!(?:USD|RMB|CNY|EUR|GBP|JPY|HKD|CHF|SGD|AUD|CAD|KRW|INR)\\d)[A-Za-z_]+-?\\d[\\w.-]*|(?<![\\d.])\\d+[GD](?![A-Za-z])"));
  private static final Pattern YEAR =
      Pattern.compile("(?<![\\d.,$€£¥-])(?:19|20)\\d\\d(?![.,]?\\d|\\s*[%万亿千元人家户台件])");

  private NumberMask() {}

  static BitSet of(CharSequence text) {
    BitSet masked = new BitSet(text.length());
    for (Pattern each : NOT_QUANTITIES) {
      mark(each, text, masked);
    }
    Matcher year = YEAR.matcher(text);
    while (year.find()) {
      int before = year.start() - 1;
      while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
        before--;
      }
      if (before >= 0 && text.charAt(before) != ':' && text.charAt(before) != '：') {
        masked.set(year.start(), year.end());
      }
    }
    return masked;
  }

  private static void mark(Pattern pattern, CharSequence text, BitSet masked) {
    Matcher at = pattern.matcher(text);
    while (at.find()) {
      masked.set(at.start(), Math.max(at.end(), at.start()));
    }
  }
}
