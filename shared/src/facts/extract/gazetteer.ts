/** Somebody or somewhere that news about talks and conflicts names often. */
export interface Entity {
  readonly key: string
  readonly kind: 'country' | 'group' | 'bloc' | 'city'
  /** Spellings of one name, the usual first; any may stand for any in copy. */
  readonly names: readonly string[]
  /** Short forms that a second mention uses: TTP, UN. */
  readonly shorts: readonly string[]
  /** "Qatari" in "Qatari mediators": says who, but is not the name. */
  readonly demonyms: readonly string[]
  /** Of a city. */
  readonly country?: string
}

// name / other spellings ; short forms ; demonyms ; cities
const COUNTRIES = `
Afghanistan / افغانستان ; ; Afghan ; Kabul / کابل, Kandahar / قندهار, Herat / هرات, Jalalabad / جلال‌آباد / جلال اباد, Mazar-i-Sharif / مزار شریف, Torkham / تورخم
Albania ; ; Albanian ; Tirana
Algeria ; ; Algerian ; Algiers
Armenia / ارمنستان ; ; Armenian ; Yerevan
Australia ; ; Australian ; Canberra, Sydney
Austria / اتریش ; ; Austrian ; Vienna / وین
Azerbaijan / آذربایجان ; ; Azerbaijani, Azeri ; Baku
Bahrain / بحرین ; ; Bahraini ; Manama
Bangladesh / بنگله‌دیش ; ; Bangladeshi ; Dhaka
Belarus ; ; Belarusian ; Minsk
Belgium ; ; Belgian ; Brussels / بروکسل
Bosnia and Herzegovina ; Bosnia ; Bosnian ; Sarajevo
Brazil ; ; Brazilian ; Brasilia
Britain / United Kingdom / بریتانیا / انګلستان / انگلستان ; UK ; British ; London / لندن
Burundi ; ; Burundian ; Bujumbura
Cambodia ; ; Cambodian ; Phnom Penh
Cameroon ; ; Cameroonian ; Yaounde
Canada ; ; Canadian ; Ottawa
Central African Republic ; ; ; Bangui
Chad ; ; Chadian ; N'Djamena
China / چین ; ; Chinese ; Beijing / پکن, Urumqi
Colombia ; ; Colombian ; Bogota / Bogotá, Cali
Cuba ; ; Cuban ; Havana
Cyprus ; ; Cypriot ; Nicosia
Democratic Republic of Congo / Democratic Republic of the Congo ; Congo, DRC ; Congolese ; Kinshasa, Goma
Denmark ; ; Danish ; Copenhagen
Djibouti ; ; ; Djibouti City
Ecuador ; ; Ecuadorian ; Quito
Egypt / مصر ; ; Egyptian ; Cairo / قاهره, Sharm el-Sheikh
Eritrea ; ; Eritrean ; Asmara
Ethiopia ; ; Ethiopian ; Addis Ababa, Mekelle
Finland ; ; Finnish ; Helsinki
France / فرانسه ; ; French ; Paris / پاریس
Georgia ; ; Georgian ; Tbilisi
Germany / آلمان ; ; German ; Berlin / برلین, Munich
Greece ; ; Greek ; Athens
Haiti ; ; Haitian ; Port-au-Prince
Hungary ; ; Hungarian ; Budapest
India / هند ; ; Indian ; New Delhi / دهلی نو
Indonesia / اندونیزیا ; ; Indonesian ; Jakarta
Iran / ایران ; ; Iranian ; Tehran / تهران
Iraq / عراق ; ; Iraqi ; Baghdad / بغداد, Erbil
Israel / اسرائیل ; ; Israeli ; Tel Aviv, Jerusalem
Italy / ایتالیا ; ; Italian ; Rome / روم
Japan / جاپان ; ; Japanese ; Tokyo
Jordan / اردن ; ; Jordanian ; Amman
Kazakhstan / قزاقستان ; ; Kazakh ; Astana / آستانه
Kenya ; ; Kenyan ; Nairobi
Kosovo ; ; Kosovar ; Pristina
Kuwait / کویت ; ; Kuwaiti ; Kuwait City
Kyrgyzstan / قرغیزستان ; ; Kyrgyz ; Bishkek
Lebanon / لبنان ; ; Lebanese ; Beirut / بیروت
Libya ; ; Libyan ; Tripoli, Benghazi
Malaysia / مالیزیا ; ; Malaysian ; Kuala Lumpur
Mali ; ; Malian ; Bamako
Mexico ; ; Mexican ; Mexico City
Moldova ; ; Moldovan ; Chisinau
Mozambique ; ; Mozambican ; Maputo
Myanmar ; ; Burmese ; Naypyidaw
Nepal ; ; Nepali ; Kathmandu
Netherlands ; ; Dutch ; The Hague, Amsterdam
Nigeria ; ; Nigerian ; Abuja
North Korea ; ; North Korean ; Pyongyang
Norway / ناروی ; ; Norwegian ; Oslo / اسلو
Oman / عمان ; ; Omani ; Muscat / مسقط
Pakistan / پاکستان ; ; Pakistani ; Islamabad / اسلام‌آباد / اسلام آباد, Peshawar / پشاور / پېښور, Karachi / کراچی, Quetta / کویته / کوټه
Palestinian Authority / تشکیلات خودگردان فلسطین ; ; ; Ramallah
Philippines ; ; Philippine, Filipino ; Manila
Poland ; ; Polish ; Warsaw
Qatar / قطر ; ; Qatari ; Doha / دوحه
Russia / روسیه / روسیې ; ; Russian ; Moscow / مسکو
Rwanda ; ; Rwandan ; Kigali
Saudi Arabia / عربستان سعودی / عربستان / سعودي عربستان / سعودی ; ; Saudi ; Riyadh / ریاض, Jeddah / Jiddah / جده
Serbia ; ; Serbian ; Belgrade
Singapore ; ; Singaporean ;
Somalia ; ; Somali ; Mogadishu
South Africa ; ; South African ; Pretoria
South Korea ; ; South Korean ; Seoul
South Sudan ; ; South Sudanese ; Juba
Spain ; ; Spanish ; Madrid
Sri Lanka ; ; Sri Lankan ; Colombo
Sudan / سودان ; ; Sudanese ; Khartoum, Port Sudan, El Fasher
Sweden ; ; Swedish ; Stockholm
Switzerland / سویس ; ; Swiss ; Geneva / ژنو, Bern, Lausanne
Syria / سوریه ; ; Syrian ; Damascus / دمشق, Aleppo
Tajikistan / تاجیکستان ; ; Tajik ; Dushanbe / دوشنبه شهر
Tanzania ; ; Tanzanian ; Arusha, Dodoma
Thailand ; ; Thai ; Bangkok
Tunisia ; ; Tunisian ; Tunis
Turkey / Türkiye / Turkiye / ترکیه / ترکيه / ترکیې / ترکيې ; ; Turkish ; Istanbul / استانبول, Ankara / انقره, Antalya
Turkmenistan / ترکمنستان ; ; Turkmen ; Ashgabat / عشق‌آباد
Uganda ; ; Ugandan ; Kampala, Entebbe
Ukraine / اوکراین ; ; Ukrainian ; Kyiv / کی‌یف / Kiev
United Arab Emirates / امارات متحده عربی ; UAE, Emirates ; Emirati ; Abu Dhabi / ابوظبی, Dubai / دبی / دوبۍ
United States / ایالات متحده / امریکا / آمریکا ; US, U.S., America ; American ; Washington / واشنگتن / واشنګټن, New York / نیویارک
Uzbekistan / ازبکستان ; ; Uzbek ; Tashkent / تاشکند, Samarkand / سمرقند
Venezuela ; ; Venezuelan ; Caracas
Vietnam ; ; Vietnamese ; Hanoi
Yemen / یمن ; ; Yemeni ; Sanaa / Sana'a, Aden, Hodeidah`

const GROUPS = `
Taliban / Taleban / طالبان / طالبانو ; ; ;
Tehrik-i-Taliban Pakistan / Tehreek-e-Taliban Pakistan / Tehrik-e-Taliban Pakistan / Pakistani Taliban / تحریک طالبان پاکستان ; TTP ; ;
ISIS / ISIL / Islamic State / Daesh / داعش ; IS-K, ISKP ; ;
al-Qaeda / Al-Qaeda / al-Qaida / القاعده ; ; ;
al-Shabaab / Al-Shabaab / al-Shabab ; ; ;
Boko Haram ; ; ;
Hamas / حماس ; ; ;
Hezbollah / Hizbollah / Hizbullah / حزب‌الله ; ; ;
Islamic Jihad / Palestinian Islamic Jihad ; ; ;
Houthis / Houthi movement ; ; Houthi ;
Rapid Support Forces ; RSF ; ;
Sudanese Armed Forces ; SAF ; ;
M23 / March 23 Movement ; ; ;
National Liberation Army ; ELN ; ;
Revolutionary Armed Forces of Colombia ; FARC ; ;
Kurdistan Workers' Party / Kurdistan Workers’ Party ; PKK ; ;
Syrian Democratic Forces ; SDF ; ;
Tigray People's Liberation Front / Tigray People’s Liberation Front ; TPLF ; ;
Moro Islamic Liberation Front ; MILF ; ;
Arakan Army ; ; ;
Baloch Liberation Army ; BLA ; ;
National Resistance Front ; NRF ; ;`

const BLOCS = `
United Nations / ملل متحد / سازمان ملل متحد / ملګري ملتونه / ملګرو ملتونو ; UN, U.N. ; ;
European Union / اتحادیه اروپا ; EU ; ;
African Union ; AU ; ;
Arab League ; ; ;
NATO ; ; ;
Gulf Cooperation Council ; GCC ; ;
Economic Community of West African States ; ECOWAS ; ;
Intergovernmental Authority on Development ; IGAD ; ;
Shanghai Cooperation Organisation / Shanghai Cooperation Organization ; SCO ; ;
Organisation of Islamic Cooperation / Organization of Islamic Cooperation ; OIC ; ;
Organization for Security and Co-operation in Europe ; OSCE ; ;
Association of Southeast Asian Nations ; ASEAN ; ;
International Committee of the Red Cross ; ICRC ; ;`

const parts = (text: string | undefined, mark: string): string[] =>
  (text ?? '')
    .split(mark)
    .map((part) => part.trim())
    .filter(Boolean)

function* read(table: string, kind: 'country' | 'group' | 'bloc'): Iterable<Entity> {
  for (const line of table.trim().split('\n')) {
    const [all, shorts, demonyms, cities] = line.split(';')
    const names = parts(all, '/')
    const [name] = names
    if (!name) continue
    yield { key: name, kind, names, shorts: parts(shorts, ','), demonyms: parts(demonyms, ',') }
    for (const city of parts(cities, ',')) {
      const spellings = parts(city, '/')
      const key = `city:${spellings[0]}`
      yield { key, kind: 'city', names: spellings, shorts: [], demonyms: [], country: name }
    }
  }
}

/** Who and where. General on purpose: a newsroom's own names are its facts, which are asked first. */
export const GAZETTEER: readonly Entity[] = [
  ...read(COUNTRIES, 'country'),
  ...read(GROUPS, 'group'),
  ...read(BLOCS, 'bloc'),
]
