package dev.tutti.cache.semantic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Vocabulary of English for {@link Wording}; all words in lower case. */
final class English {
  private static final Set<String> NEGATIONS =
      words(
          """
          not no never none nobody nothing nowhere neither nor without cannot unless except
          excluding exclude avoid dont doesnt didnt cant wont isnt arent wasnt shouldnt couldnt
          hardly barely lack lacks missing instead\
          """);

  private static final Map<String, String> NUMBERS =
      pairs(
          """
          zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11
          twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18
          nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
          hundred=100 thousand=1000 million=1e6 billion=1e9 dozen=12 half=0.5 quarter=0.25 double=x2
          twice=x2 triple=x3 thrice=x3 second=#2 third=#3 fourth=#4 fifth=#5 sixth=#6 seventh=#7
          eighth=#8 ninth=#9 tenth=#10 both=2 couple=2 pair=2\
          """);

  private static final Map<String, String> UNITS =
      pairs(
          """
          kg=kg kilogram=kg kilograms=kg kilo=kg kilos=kg gram=g grams=g mg=mg milligram=mg
          milligrams=mg lb=lb lbs=lb pound=lb pounds=lb ounce=oz ounces=oz oz=oz ton=t tons=t
          tonne=t tonnes=t km=km kilometer=km kilometers=km kilometre=km kilometres=km mile=mi
          miles=mi meter=m meters=m metre=m metres=m cm=cm centimeter=cm centimeters=cm mm=mm
          millimeter=mm millimeters=mm inch=in inches=in foot=ft feet=ft yard=yd yards=yd
          liter=l liters=l litre=l litres=l ml=ml milliliter=ml milliliters=ml gallon=gal
          gallons=gal cup=cup cups=cup celsius=C centigrade=C fahrenheit=F kelvin=K degree=deg
          degrees=deg %=% percent=% percentage=% usd=usd dollar=usd dollars=usd $=usd eur=eur
          euro=eur euros=eur €=eur gbp=gbp £=gbp yen=jpy jpy=jpy ¥=cny cny=cny rmb=cny yuan=cny
          cent=cent cents=cent ms=ms millisecond=ms milliseconds=ms seconds=s sec=s secs=s
          minute=min minutes=min min=min mins=min hour=h hours=h hr=h hrs=h day=day days=day
          week=week weeks=week month=month months=month year=year years=year decade=decade
          decades=decade century=century kb=kb mb=mb gb=gb tb=tb kilobyte=kb kilobytes=kb
          megabyte=mb megabytes=mb gigabyte=gb gigabytes=gb terabyte=tb terabytes=tb byte=byte
          bytes=byte bit=bit bits=bit kwh=kwh watt=w watts=w volt=v volts=v mph=mph kph=kph
          calorie=cal calories=cal hz=hz mhz=mhz ghz=ghz monday=mon tuesday=tue wednesday=wed
          thursday=thu friday=fri saturday=sat sunday=sun january=jan february=feb march=mar
          april=apr june=jun july=jul august=aug september=sep october=oct november=nov
          december=dec today=today tomorrow=tomorrow yesterday=yesterday tonight=tonight
          daily=day weekly=week monthly=month yearly=year annual=year annually=year hourly=h\
          """);

  private static final Map<String, String> UNITS_AFTER_NUMBERS =
      pairs("m=m g=g s=s h=h l=l t=t k=k c=C f=F d=day in=in v=v w=w b=byte a=a am=am pm=pm");

  /** Words that say in which direction; the two sides of a pair are never the same. */
  private static final Map<String, String> DIRECTIONS =
      sides(
          """
          more greater larger bigger exceed exceeds exceeding|less fewer smaller
          before prior earlier preceding|after later following afterwards
          above|below under beneath underneath
          increase increasing increased raise raising gain grow growing growth \
            boost|decrease decreasing decreased reduce reducing drop shrink decline loss lose losing
          higher high|lower low
          max maximum most largest biggest highest greatest maximize|min minimum least smallest \
            lowest minimize
          first|last final
          start begin starting beginning|stop end ending finish quit
          enable enabling enabled activate|disable disabling disabled deactivate
          buy buying purchase purchasing|sell selling
          import importing|export exporting
          upload uploading|download downloading
          up|down
          left|rightmost
          open opening|close closing shut
          add adding insert append|remove removing delete deleting erase
          encode encoding|decode decoding
          encrypt encrypting encryption|decrypt decrypting decryption
          install installing|uninstall uninstalling
          login|logout
          subscribe|unsubscribe
          longer longest|shorter shortest
          faster fastest fast quickest|slower slowest slow
          cheaper cheapest cheap|expensive costly
          best better|worst worse
          oldest older old|newest newer new latest
          youngest younger young|elder
          ascending|descending
          inside internal indoor|outside external outdoor
          win winning|defeat
          push pushing|pull pulling
          send sending|receive receiving
          lock locking|unlock unlocking
          connect connecting|disconnect disconnecting
          include including|omit omitting
          allow allowing permit|deny block forbid
          front|back
          early|late
          hot warm heating|cold cool cooling
          male man men|female woman women
          north northern|south southern
          east eastern|west western
          input inputs|output outputs
          read reading|write writing
          public|private
          advantages advantage pros benefits benefit strengths|disadvantages disadvantage cons \
            drawbacks drawback weaknesses
          success succeed|failure fail
          true|false
          accept accepting|reject rejecting decline
          borrow|lend
          synchronous sync|asynchronous async
          positive|negative
          horizontal|vertical
          income revenue|expense expenses
          arrive arrival|depart departure leave
          compress|decompress
          mount|unmount
          show showing display|hide hiding
          safe|unsafe dangerous
          possible|impossible
          legal|illegal
          healthy|unhealthy
          only just|also too\
          """);

  private static final Set<String> RELATIONS =
      words(
          """
          from than versus vs between beat beats convert against minus
          divided depends inherits calls contains owes sues who whom whose\
          """);

  /** Little words that change what is asked: time, duty, place, and the question itself. */
  private static final Map<String, String> TURNS =
      pairs(
          """
          was=past were=past did=past had=past wasn't=past weren't=past didn't=past hadn't=past
          should=duty must=duty ought=duty shouldn't=duty mustn't=duty out=out off=off about=about
          away=away against=against behind=behind across=across through=through near=near by=by over=over
          when=when where=where why=why who=who whom=who whose=who\
          """);

  private static final Set<String> PRONOUNS =
      words("i me my mine you your we us our he him his she her hers they them their it its");

  private static final Set<String> THIRD_PERSONS = words("he him his she her hers they them their");

  private static final Set<String> YES_OR_NO =
      words("does do did is are was were has have had will would should");

  private static final Set<String> FUNCTION_WORDS =
      words(
          """
          a an the this that these those it its i i'm i'd i've me my mine we us our you your
          yours he she they them their his her who's is are am was were be been being do does did
          doing done have has had having can could may might will would shall should must need
          needs want wants like ok okay please kindly thanks thank hi hello hey help tell explain
          describe give show know wondering wonder let lets let's what what's whats which how
          how's when where why who whom whose if whether and or but so as at by for from in into
          of on onto to with about around there here then than some any one ones way ways get got
          getting go going make much many really very quite simply exactly actually currently
          right now possible best able there's it's that's question quick curious briefly quickly
          easiest easy steps step method procedure process proper properly correct correctly
          something someone anyone anything mean means meaning meant say out over per versus vs
          between during through s d ll re ve t m sir dear anybody everybody up using use used\
          """);

  private static final Set<String> BEGINNINGS =
      words(
          """
          find list name write create make generate compare calculate compute convert translate
          summarize summarise define suggest recommend provide teach build design draft compose
          outline identify solve prove fix change reset update check set turn configure cook
          learn bake visit book order pay return track cancel contact call email plan choose pick
          sort filter count measure test debug run deploy restart install remove delete add open
          close enable disable buy sell send receive import export upload download start stop
          increase decrease reduce lower raise encrypt decrypt encode decode read connect
          disconnect lock unlock people someone somebody everyone after before during since until
          while today tomorrow yesterday because although once now recipe advice tips ideas
          examples information details reasons causes symptoms side instructions directions good
          great best fast cheap restaurants hotels flights weather\
          """);

  /** Other words for the same; kept short on purpose. */
  private static final Map<String, String> SAME =
      pairs(
          """
          repair=fix mend=fix automobile=car photo=picture image=picture pictures=picture
          photos=picture images=picture movie=film movies=film create=make build=make
          alter=change modify=change update=change laptop=notebook bike=bicycle tv=television
          phone=telephone smartphone=telephone select=choose pick=choose big=large tiny=small
          little=small children=child kids=child kid=child physician=doctor
          cost=price costs=price prices=price priced=price obtain=acquire
          error=mistake errors=mistake bug=mistake speak=talk lawyer=attorney
          signing=sign repay=repay city=town
          recommended=recommend suggest=recommend suggested=recommend locate=find
          determine=compute calculate=compute function=function method=method
          symptom=sign symptoms=sign signs=sign cause=reason causes=reason reasons=reason
          caused=reason cooking=cook boiled=boil people=person
          summarise=summarize summary=summarize translation=translate
          definition=define differences=difference different=difference differ=difference\
          """);

  private English() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  private static Map<String, String> pairs(String text) {
    var pairs = new HashMap<String, String>();
    for (var each : text.strip().split("\\s+")) {
      int middle = each.lastIndexOf('=');
      pairs.put(each.substring(0, middle), each.substring(middle + 1));
    }
    return Map.copyOf(pairs);
  }

  private static Map<String, String> sides(String text) {
    var sides = new HashMap<String, String>();
    for (var line : text.strip().lines().toList()) {
      int middle = line.indexOf('|');
      var name = line.substring(0, line.indexOf(line.contains(" ") ? ' ' : '|')).strip();
      words(line.substring(0, middle)).forEach(word -> sides.putIfAbsent(word, name + "+"));
      words(line.substring(middle + 1)).forEach(word -> sides.putIfAbsent(word, name + "-"));
    }
    return Map.copyOf(sides);
  }

  static boolean isNegation(String word) {
    return NEGATIONS.contains(word) || word.endsWith("n't") || word.startsWith("non-");
  }

  /** The digits of a number word, empty for any other word. */
  static String number(String word) {
    return NUMBERS.getOrDefault(word, "");
  }

  /** The short form of a unit, a day or a month, empty for any other word. */
  static String unit(String word, boolean afterNumber) {
    return UNITS.getOrDefault(word, afterNumber ? UNITS_AFTER_NUMBERS.getOrDefault(word, "") : "");
  }

  /** Side of the pair that a word is on, empty for any other word. */
  static String direction(String word) {
    return FUNCTION_WORDS.contains(word) ? "" : DIRECTIONS.getOrDefault(word, "");
  }

  /** Whether the order of the words around it matters. */
  static boolean isRelation(String word) {
    return RELATIONS.contains(word);
  }

  /** Change that a little word makes, empty for any other word. */
  static String turn(String word) {
    return TURNS.getOrDefault(word, "");
  }

  static boolean isPronoun(String word) {
    return PRONOUNS.contains(word);
  }

  /** Whether it is somebody else who is spoken of, so that it matters who does what. */
  static boolean isThirdPerson(String word) {
    return THIRD_PERSONS.contains(word);
  }

  /** Whether a question that begins so says who does something to whom. */
  static boolean asksYesOrNo(String first) {
    return YES_OR_NO.contains(first);
  }

  static boolean carriesContent(String word) {
    return !FUNCTION_WORDS.contains(word) && !NEGATIONS.contains(word) && !word.endsWith("n't");
  }

  /** Whether a word is so common that its capital letter means nothing. */
  static boolean isUsual(String word) {
    return FUNCTION_WORDS.contains(word) || NEGATIONS.contains(word) || NUMBERS.containsKey(word);
  }

  /** Whether a sentence may well begin with a word that is no name. */
  static boolean mayBegin(String word) {
    return BEGINNINGS.contains(word) || DIRECTIONS.containsKey(word) || word.endsWith("ing");
  }

  /** A word without its usual endings, or the common one of several words for the same. */
  static String stem(String word) {
    var bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    var same = SAME.get(bare);
    if (same != null) {
      return same;
    }
    var stem = bare;
    if (stem.length() > 5 && stem.endsWith("ing")) {
      stem = undoubled(stem.substring(0, stem.length() - 3));
    } else if (stem.length() > 4 && stem.endsWith("ied")) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.length() > 4 && stem.endsWith("ed")) {
      stem = undoubled(stem.substring(0, stem.length() - 2));
    } else if (stem.length() > 4 && stem.endsWith("ies")) {
      stem = stem.substring(0, stem.length() - 3) + "y";
    } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss")) {
      stem = stem.substring(0, stem.length() - 1);
    }
    stem = stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    return SAME.getOrDefault(stem, stem);
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    boolean doubled =
        stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
    return doubled ? stem.substring(0, last) : stem;
  }
}
