package dev.tutti.cooperation.answer.number;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Units by their names in English and Chinese. A name of up to three Latin letters counts in the
 * case in which it stands here, a longer one in any. Currencies are dimensions of their own, as
 * nobody knows their rates.
 */
final class UnitTable {
  /** Each line: the base unit, then units with their factors and names. */
  private static final String TABLE =
      """
      m: 1 m,metre,metres,meter,meters,米,公尺; 1000 km,kilometre,kilometres,kilometer,kilometers,公里,千米; \
      0.1 dm,decimeter,decimeters,分米; 0.01 cm,centimetre,centimetres,centimeter,centimeters,厘米,公分; \
      0.001 mm,millimetre,millimetres,millimeter,millimeters,毫米; 0.000001 μm,um,micrometer,micrometers,micron,microns,微米; \
      0.000000001 nm,nanometer,nanometers,nanometre,nanometres,纳米; 0.0254 inch,inches,英寸; \
      0.3048 ft,foot,feet,英尺; 0.9144 yd,yard,yards,码; 1609.344 mi,mile,miles,英里; 500 里,华里; 10/3 丈; 1/3 尺; 1/30 寸
      g: 1 g,gram,grams,gramme,grammes,克; 1000 kg,kilogram,kilograms,kilo,kilos,公斤,千克; 0.001 mg,milligram,milligrams,毫克; \
      0.000001 μg,ug,microgram,micrograms,微克; 1000000 t,ton,tons,tonne,tonnes,吨,公吨; 500 斤,市斤; 50 两; \
      453.59237 lb,lbs,pound,pounds,磅; 28.349523125 oz,ounce,ounces,盎司
      s: 1 s,sec,secs,second,seconds,秒,秒钟; 0.001 ms,millisecond,milliseconds,毫秒; 0.000001 μs,us,microsecond,microseconds,微秒; \
      0.000000001 ns,nanosecond,nanoseconds,纳秒; 60 min,mins,minute,minutes,分钟; 900 刻钟; \
      3600 h,hr,hrs,hour,hours,小时,钟头; 86400 d,day,days,天,日; 604800 week,weeks,周,星期,礼拜
      month: 1 month,months,个月; 12 year,years,yr,yrs,年,周年; 120 decade,decades; 1200 century,centuries,世纪
      m^2: 1 m^2,m2,square metre,square metres,square meter,square meters,sq m,平方米,平米,㎡; \
      1000000 km^2,km2,square kilometre,square kilometres,square kilometer,square kilometers,sq km,平方公里,平方千米; \
      0.0001 cm^2,cm2,square centimetre,square centimetres,square centimeter,square centimeters,sq cm,平方厘米; \
      0.01 dm^2,dm2,平方分米; 0.000001 mm^2,mm2,square millimeter,square millimeters,平方毫米; 10000 ha,hectare,hectares,公顷; 2000/3 亩; \
      4046.8564224 acre,acres,英亩; 0.09290304 ft^2,ft2,sq ft,square foot,square feet,平方英尺; 0.00064516 square inch,square inches,平方英寸; \
      2589988.110336 square mile,square miles,平方英里
      L: 1 L,l,litre,litres,liter,liters,升,公升,dm^3,dm3,立方分米; 0.001 mL,ml,millilitre,millilitres,milliliter,milliliters,毫升,cm^3,cm3,cc,cubic centimeter,cubic centimeters,立方厘米; \
      1000 m^3,m3,cubic metre,cubic metres,cubic meter,cubic meters,立方米; 3.785411784 gal,gallon,gallons,加仑
      m/s: 1/3.6 kmh,kph; 0.44704 mph
      °C: 1 °C,C°,degC,celsius,degree celsius,degrees celsius,摄氏度; 5/9@-160/9 °F,degF,fahrenheit,degree fahrenheit,degrees fahrenheit,华氏度; \
      1@-273.15 K,kelvin,kelvins,开尔文
      °: 1 °,degree,degrees,度
      J: 1 J,joule,joules,焦耳,焦; 1000 kJ,kilojoule,kilojoules,千焦; 1000000 MJ,兆焦; 4.184 cal,calorie,calories,卡路里,卡; \
      4184 kcal,kilocalorie,kilocalories,千卡,大卡; 3600000 kWh,kilowatt-hour,kilowatt-hours,千瓦时; 3600 Wh
      W: 1 W,watt,watts,瓦特,瓦; 1000 kW,kilowatt,kilowatts,千瓦; 1000000 MW,megawatt,megawatts,兆瓦; 1000000000 GW,gigawatt,gigawatts,吉瓦
      N: 1 N,newton,newtons,牛顿,牛; 1000 kN
      Pa: 1 Pa,pascal,pascals,帕斯卡,帕; 1000 kPa,千帕; 1000000 MPa,兆帕; 101325 atm,atmosphere,atmospheres,标准大气压; 100000 bar
      V: 1 V,volt,volts,伏特,伏; 0.001 mV,毫伏; 1000 kV,千伏
      A: 1 amp,amps,ampere,amperes,安培,安; 0.001 mA,毫安
      Ω: 1 Ω,Ω,ohm,ohms,欧姆,欧; 1000 kΩ,kΩ
      Hz: 1 Hz,hertz,赫兹,赫; 1000 kHz,千赫; 1000000 MHz,兆赫; 1000000000 GHz,吉赫
      mol: 1 mol,mole,moles,摩尔; 0.001 mmol,毫摩尔
      B: 1 B,byte,bytes,字节; 0.125 bit,bits,比特,位元; 1000 kB,KB,kilobyte,kilobytes; 1000000 MB,megabyte,megabytes; 1000000000 GB,gigabyte,gigabytes; \
      1000000000000 TB,terabyte,terabytes; 1024 KiB; 1048576 MiB; 1073741824 GiB; 1099511627776 TiB
      USD: 1 $,US$,USD,dollar,dollars,美元,美金; 0.01 cent,cents,¢,美分
      CNY: 1 ¥,CNY,RMB,CN¥,yuan,元,块钱,块,人民币,圆; 0.1 角,毛
      JPY: 1 JPY,JP¥,yen,日元,日圆,円
      EUR: 1 €,EUR,euro,euros,欧元
      GBP: 1 £,GBP,英镑
      HKD: 1 HK$,HKD,港元,港币
      TWD: 1 NT$,TWD,新台币,台币
      INR: 1 ₹,INR,rupee,rupees,卢比
      KRW: 1 ₩,KRW,韩元
      pp: 1 pp,percentage point,percentage points,个百分点,百分点
      """;

  private static final int ANY_CASE_FROM = 4;
  private static final Map<String, Unit> UNITS = read();
  private static final int LONGEST =
      UNITS.keySet().stream().mapToInt(String::length).max().orElse(0);

  /** Words before a second unit, which make a speed of a length. */
  private static final String[] PER = {"/", " per ", "每", " an ", " a "};

  private UnitTable() {}

  /** Unit that was found, and the place after it. */
  record Found(Unit unit, int end) {}

  /** Unit whose name begins at a place, the longest one; null where there is none. */
  static @Nullable Found at(String text, int start) {
    var first = simple(text, start);
    if (first == null || !(first.unit.base().equals("m") || first.unit.base().equals("L"))) {
      return first;
    }
    for (var per : PER) {
      if (text.startsWith(per, first.end)) {
        var second = simple(text, first.end + per.length());
        if (second != null && second.unit.base().equals("s")) {
          return new Found(first.unit.per(second.unit), second.end);
        }
      }
    }
    return first;
  }

  private static @Nullable Found simple(String text, int start) {
    for (int end = Math.min(text.length(), start + LONGEST); end > start; end--) {
      if (isBoundary(text, end)) {
        var unit = named(text.substring(start, end));
        if (unit != null) {
          return new Found(unit, end);
        }
      }
    }
    return null;
  }

  private static @Nullable Unit named(String name) {
    var unit = UNITS.get(name);
    return unit == null && name.length() >= ANY_CASE_FROM
        ? UNITS.get(name.toLowerCase(Locale.ROOT))
        : unit;
  }

  /** Whether a Latin name may end here. */
  private static boolean isBoundary(String text, int end) {
    return end == text.length()
        || !isLatin(text.charAt(end - 1))
        || !(isLatin(text.charAt(end)) || text.charAt(end) == '^');
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && Character.isLetter(c);
  }

  private static Map<String, Unit> read() {
    var units = new HashMap<String, Unit>();
    for (var line : TABLE.lines().toList()) {
      int colon = line.indexOf(": ");
      for (var each : line.substring(colon + 2).split("; *")) {
        var bare = each.strip();
        int blank = bare.indexOf(' ');
        var unit = unit(line.substring(0, colon), bare.substring(0, blank));
        for (var name : bare.substring(blank + 1).split(",")) {
          units.put(name, unit);
        }
      }
    }
    return Map.copyOf(units);
  }

  /** Unit of a factor with an offset, such as {@code 5/9@-160/9}. */
  private static Unit unit(String base, String conversion) {
    var parts = conversion.split("@");
    return parts.length == 1
        ? new Unit(base, number(parts[0]))
        : new Unit(base, number(parts[0]), number(parts[1]));
  }

  private static Rational number(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Rational.of(text)
        : Rational.of(text.substring(0, slash)).over(Rational.of(text.substring(slash + 1)));
  }
}
