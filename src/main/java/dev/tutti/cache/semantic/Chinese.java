package dev.tutti.cache.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Vocabulary and rules of Chinese for {@link Wording}. */
final class Chinese {
  private static final String NUMERALS = "零〇一二两三四五六七八九十百千万亿";

  /** Words that look like a number, a negation or a direction and are none. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "一下|一些|一样|一起|一般|一直|统一|万一|十分|千万别|一定|一旦|一点|一共|一会儿?|第一次"
              + "|一(?=[个种份篇首段封张句道款台])|不过|不错|差不多|非常|别人|特别|无线|别的|区别|级别|性别|类别|分别"
              + "|识别|未来|不仅|不但|对不起|不好意思|是否|大概|大约|大家|最近|多少|多久|多大|多高|多长|多远|多重"
              + "|请问|麻烦|谢谢|您好|你好|帮忙|帮我|告诉我|我想知道|我想问|想问一下|我想|我要|我该|应该|需要"
              + "|可以|能够|能否|可否|的话|好吗|行吗|吗|呢|吧|啊|呀|具体|到底|究竟|目前|现在|当前|现阶段");

  private static final Pattern A_NOT_A = Pattern.compile("(\\p{IsHan})不\\1");
  private static final Pattern NEGATION = Pattern.compile("[不没無无非未别勿莫]|禁止|避免|除了|以外");
  private static final Pattern NUMERAL = Pattern.compile("[" + NUMERALS + "]+");

  /** Other words for the same, the first one of each line stands for all. */
  private static final List<Map.Entry<Pattern, String>> SAME =
      List.of(
          same("有", "有没有"),
          same("怎", "怎么样才能|怎么样|怎样才能|怎样|怎么才能|怎么|如何才能|如何|咋样|咋|用什么方法|有什么办法|什么办法"),
          same("何时", "什么时候|啥时候|何时|几时"),
          same("何故", "为什么|为何|为啥|什么原因|是何原因|原因是什么|原因"),
          same("哪", "什么地方|在哪里|在哪儿|哪里|哪儿|何处|在哪"),
          same("价", "多少钱|价格是多少|价格|价钱|售价|费用|怎么卖|要花钱"),
          same("什", "是什么|指什么|什么是|什么叫|啥是|啥叫|什么|啥|哪些|有哪些"),
          same("电脑", "计算机"),
          same("改", "修改|更改|变更|更换|改变|换成"),
          same("查", "查询|查看|查找|查一查|查阅"),
          same("法", "办法|方法|方式|做法|途径|步骤|流程"),
          same("做", "制作|烹饪|烹制|做出"),
          same("写", "编写|撰写|写出"),
          same("译", "翻译成|翻译为|翻译|译成|译为"),
          same("介绍", "简介|说明|讲解|解释|讲讲|说说|谈谈|讲一讲|说一说"),
          same("推荐", "建议"),
          same("自行车", "单车|脚踏车"),
          same("西红柿", "番茄"),
          same("土豆", "马铃薯"),
          same("手机", "移动电话"),
          same("照片", "相片"),
          same("医生", "大夫"),
          same("孩子", "小孩|儿童|小朋友"),
          same("治", "治疗|医治"),
          same("学", "学习|学会|学好"),
          same("用", "使用|利用|运用"),
          same("退", "退还"),
          same("预订", "预订|预定|订"),
          same("区别", "不同之处|不同|差别|差异"),
          same("症状", "表现"),
          same("公里", "千米"),
          same("公斤", "千克"),
          same("美元", "美金"),
          same("人民币", "元人民币"),
          same("小时", "个小时|钟头|个钟头"),
          same("周", "星期|礼拜"));

  private static final Pattern UNIT =
      Pattern.compile(
          "公斤|英镑|公里|英里|厘米|毫米|英寸|英尺|毫升|摄氏|华氏|美元|欧元|日元|人民币|港币|小时|分钟|毫秒|百分之"
              + "|今天|明天|昨天|后天|前天|周末|今年|明年|去年|上午|下午|晚上|早上|中午|凌晨"
              + "|每天|每周|每月|每年|周[一二三四五六日天]"
              + "|(?<=\\d)个?[斤克吨米升度元块天周月年秒分岁人次号日]");

  /** Two sides each, separated by a bar. */
  private static final List<Side> DIRECTIONS =
      List.of(
          side("大于|高于|超过|多于|以上|不少于", "小于|低于|少于|不足|以下|不到|不超过"),
          side("之前|以前|前(?!端|台)", "之后|以后|后(?!端|台)"),
          side("增加|提高|上升|增长|增强|加快|增大|增重|增肥", "减少|降低|下降|缩短|减弱|减慢|减小|减肥|减重"),
          side("最大|最高|最多|最强", "最小|最低|最少|最弱"),
          side("最好|最佳|更好", "最差|最坏|更差"),
          side("最早", "最晚|最新|最近"),
          side("开启|打开|启用|开通|激活|启动", "关闭|禁用|停用|关掉|取消|注销|停止"),
          side("购买|买入|买", "出售|卖出|卖"),
          side("上传", "下载"),
          side("进口|导入", "出口|导出"),
          side("左", "右"),
          side("上一?[个周月季页]", "下一?[个周月季页]"),
          side("加密", "解密"),
          side("编码", "解码"),
          side("安装", "卸载"),
          side("登录|登入", "登出|退出"),
          side("添加|新增|增添|插入", "删除|移除|删掉|去掉"),
          side("升序|正序|从小到大", "降序|倒序|从大到小"),
          side("优点|好处|优势|利", "缺点|坏处|劣势|弊"),
          side("允许|同意|接受", "拒绝|禁止|阻止"),
          side("成功", "失败"),
          side("输入", "输出"),
          side("借入|借进", "借出"),
          side("收入|盈利", "支出|亏损"),
          side("涨|升值", "跌|贬值"),
          side("赢|胜", "输给|负于"),
          side("快(?!递|餐)", "慢"),
          side("贵", "便宜"),
          side("多", "少"),
          side("高", "低"),
          side("长", "短"),
          side("早", "晚"),
          side("男", "女"),
          side("冷", "热"),
          side("连接|连上", "断开"),
          side("发送|寄出|寄", "接收|收到"),
          side("公开", "私有|私密"),
          side("同步", "异步"),
          side("合法", "违法|非法"),
          side("显示", "隐藏"),
          side("东", "西(?!红柿|瓜)"),
          side("南", "北(?!京)"),
          side("内部|室内|国内", "外部|室外|户外|国外"));

  /** Names: what stands before these. */
  private static final Pattern ENTITY =
      Pattern.compile("\\p{IsHan}{1,3}?(?=市|省|县|州|国(?!内|外|际|家)|公司|大学|银行|医院|先生|女士|老师|教授|机场|火车站|航空)");

  private static final Pattern QUESTION = Pattern.compile("何时|何故|哪|谁");
  private static final Pattern PERSON = Pattern.compile("[我你您他她它]们?");
  private static final Pattern THIRD_PERSON = Pattern.compile("(?<!其)[他她它]");

  private static final Pattern ORDERED = Pattern.compile("[比从到给被把向转换兑由]|译|改成|变成|等于|属于");

  private static final Set<String> FUNCTION_CHARACTERS =
      Set.of(
          "法时们位的一是在了和与跟及我你您他她它这那哪个些什么怎样如何请问想要能会可以吗呢吧啊呀嘛就都也还又很太更最把被给对为到从向来去让使得地着过之其将并且或者但而因所做办用有价吃点才好该种款里帮故候方面情况关于进行通果"
              .split(""));

  private record Side(Pattern pattern, String name) {}

  private Chinese() {}

  private static Map.Entry<Pattern, String> same(String word, String others) {
    return Map.entry(Pattern.compile(others), word);
  }

  private static Side side(String one, String other) {
    return new Side(Pattern.compile("(" + one + ")|(" + other + ")"), one);
  }

  static boolean is(String token) {
    return Character.UnicodeScript.of(token.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  /** The text with numbers in digits, one word for the same, and without what means nothing. */
  static String normalize(String text) {
    if (text.codePoints()
        .noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
      return text;
    }
    var normal = A_NOT_A.matcher(text).replaceAll("$1");
    for (var each : SAME) {
      normal = each.getKey().matcher(normal).replaceAll(each.getValue());
    }
    normal = HARMLESS.matcher(normal).replaceAll("");
    return NUMERAL.matcher(normal).replaceAll(found -> digits(found.group()));
  }

  /** The value of a Chinese number; digit by digit when it is written so, as in 二〇二四. */
  private static String digits(String numeral) {
    boolean positional = numeral.chars().anyMatch(c -> "十百千万亿".indexOf(c) >= 0);
    if (!positional) {
      return numeral
          .chars()
          .mapToObj(c -> Integer.toString(digit(c)))
          .collect(Collectors.joining());
    }
    long whole = 0;
    long section = 0;
    long digit = 0;
    for (int i = 0; i < numeral.length(); i++) {
      char c = numeral.charAt(i);
      long scale = scale(c);
      if (scale == 1) {
        digit = digit(c);
      } else if (scale < 10_000) {
        section += Math.max(1, digit) * scale;
        digit = 0;
      } else {
        whole = (whole + Math.max(1, section + digit)) * scale;
        section = 0;
        digit = 0;
      }
    }
    return Long.toString(whole + section + digit);
  }

  private static int digit(int c) {
    return switch (c) {
      case '零', '〇' -> 0;
      case '两' -> 2;
      default -> "一二三四五六七八九".indexOf(c) + 1;
    };
  }

  private static long scale(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1_000;
      case '万' -> 10_000;
      case '亿' -> 100_000_000;
      default -> 1;
    };
  }

  static int negations(String text) {
    return (int) NEGATION.matcher(text).results().count();
  }

  static List<String> units(String text) {
    return UNIT.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The text without what {@link #units} has found. */
  static String withoutUnits(String text) {
    return UNIT.matcher(text).replaceAll(" ");
  }

  /** Objects of questions, where that is more than what or how. */
  static List<String> questions(String text) {
    return QUESTION.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Persons that are spoken of, where that is more than the two who speak. */
  static List<String> persons(String text) {
    return THIRD_PERSON.matcher(text).find()
        ? PERSON.matcher(text).results().map(MatchResult::group).toList()
        : List.of();
  }

  static List<String> entities(String text) {
    return ENTITY.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  static List<String> directions(String text) {
    var found = new ArrayList<String>();
    for (var each : DIRECTIONS) {
      each.pattern
          .matcher(text)
          .results()
          .forEach(match -> found.add(each.name + (match.group(1) != null ? '+' : '-')));
    }
    return found;
  }

  static boolean isOrdered(String text) {
    return ORDERED.matcher(text).find();
  }

  static boolean carriesContent(String character) {
    return !FUNCTION_CHARACTERS.contains(character);
  }
}
