package dev.tutti.document.number;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to write numbers that are rarer, and what looks like a number. */
class WrittenNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "用户规模增长了一倍。;multiple;2",
        "利润同比增加1倍。;multiple;2",
        "产量提高到原来的3倍。;multiple;3",
        "销售额翻了近一番。;multiple;2",
        "产值翻2番。;multiple;4",
        "成本下降了近一半。;multiple;0.5",
        "股价腰斩。;multiple;0.5",
        "一半的客户续约。;percent;0.5",
        "毛利率下降一个百分点。;points;-0.01",
        "毛利率提高半个百分点。;points;0.005",
        "份额提升3个点。;points;0.03",
        "一成的订单延期。;percent;0.1",
        "产能利用率两成五。;percent;0.25",
        "不良率为百万分之三。;percent;0.000003",
        "不良率为千分之五。;percent;0.005",
        "不良率为3‰。;percent;0.003",
        "商品打九五折。;percent;0.95",
        "员工三千多人。;absolute;3000",
        "合作门店300余家。;absolute;300",
        "投资3亿多元。;absolute;300000000",
        "市值3.5个亿。;absolute;350000000",
        "投入4,500万人民币。;absolute;45000000",
        "合同额300万加元。;absolute;3000000",
        "营业收入为１，２３４．５万元。;absolute;12345000",
        "净利润负3.2亿元。;absolute;-320000000",
        "净利润为-5.6亿元。;absolute;-560000000",
        "资产总额1.2万亿元。;absolute;1200000000000",
        "合同额￡300万。;absolute;3000000",
        "Half of customers renewed.;percent;0.5",
        "A tenth of the staff left.;percent;0.1",
        "Three quarters of orders were late.;percent;0.75",
        "Traffic is twice the level of 2022.;multiple;2",
        "A threefold increase in orders.;multiple;3",
        "Orders increased 2.5-fold.;multiple;2.5",
        "Sales are doubling.;multiple;2",
        "Costs were cut in half.;multiple;0.5",
        "Two million users joined.;absolute;2000000",
        "Half a million users joined.;absolute;500000",
        "We invested five hundred thousand dollars.;absolute;500000",
        "One hundred percent of staff.;percent;1",
        "Margin rose 25 basis-points.;points;0.0025",
        "Margin rose 2 ppts.;points;0.02",
        "Sales rose 12 pct.;percent;0.12",
        "Revenue of 500 million yuan.;absolute;500000000",
        "Revenue of 45.6 million US dollars.;absolute;45600000",
        "Fees of CHF 1’234’500.50.;absolute;1234500.50",
        "The fee is 1.5e3 USD.;absolute;1500",
        "The fee is EUR 1.234.567,89.;absolute;1234567.89",
        "The result was $-3.2 million.;absolute;-3200000",
        "Result: ($3.2 million);absolute;-3200000",
        "Net loss $(3.2 million).;absolute;-3200000",
        "We won a large order ($3.2 million).;absolute;3200000",
        "毛利率下降2.1pct。;points;-0.021",
        "净息差提升12个bp。;points;0.0012",
        "1/3的员工入职不满一年。;percent;0.3333333333333333",
        "Jan 12k, Feb 73k;absolute;73000"
      })
  void rarer_ways_are_read(String text, String kind, String value) {
    assertThat(NumberGrammar.read(text))
        .as(text)
        .anySatisfy(
            number -> {
              assertThat(number.kind().word()).isEqualTo(kind);
              assertThat(number.amount()).isEqualByComparingTo(value);
            });
  }

  @Test
  void labels_and_units_beside_numbers_hide_none() {
    assertThat(NumberGrammar.read("At a level 5% higher.").getFirst().amount())
        .isEqualByComparingTo("0.05");
    assertThat(NumberGrammar.read("Please note 500,000 users.").getFirst().amount())
        .isEqualByComparingTo("500000");
    assertThat(NumberGrammar.read("代表2家企业").getFirst().amount()).isEqualByComparingTo("2");
    assertThat(NumberGrammar.read("员工300余人").getFirst().sense().bound()).isEqualTo("over");
    assertThat(NumberGrammar.read("一个好的开端")).isEmpty();
    assertThat(NumberGrammar.read("政策一成不变")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "减值：暂无",
        "减值：--",
        "Impairment: not applicable",
        "Impairment: TBD",
        "Impairment: N/M"
      })
  void words_for_what_is_missing_are_known(String text) {
    assertThat(NumberGrammar.read(text))
        .singleElement()
        .satisfies(number -> assertThat(number.kind()).isEqualTo(NumberKind.MISSING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "人民币千元;1000",
        "（人民币百万元）;1000000",
        "RMB'000;1000",
        "in HK$'000;1000",
        "US$ m;1000000",
        "₹ in crores;10000000",
        "单位：USD million;1000000",
        "in TEUR;1000",
        "金额单位：人民币万元;10000"
      },
      quoteCharacter = '"')
  void captions_scale_numbers(String caption, String scale) {
    var cell = NumberGrammar.cell("1", NumberSurroundings.of(caption, "收入"));
    assertThat(requireNonNull(cell).amount()).as(caption).isEqualByComparingTo(scale);
  }
}
