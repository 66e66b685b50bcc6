package dev.millrace.generator.payload;

import java.nio.charset.StandardCharsets;

/** Words as they are found in what services write about themselves, the frequent ones first, each with a space. */
final class Words {
    private static final String[] ALL = """
            the to of a in and for is on with from at by was not be as it that this has no after are request
            order user service time error value been customer failed while will new can message which event
            response server data set one id all or an more than status when before connection key name only
            payment still since until because its first last next retry timeout received sent closed opened
            started stopped running waiting session token account address item total price amount shipped
            delivered cancelled pending accepted rejected invalid missing found lost late early slow fast
            stream topic partition offset batch record header window state store table index query result
            page click view cart checkout basket product category search filter sort list detail login logout
            device sensor reading temperature pressure humidity battery signal location speed distance route
            vehicle driver engine fuel door light motor valve pump tank level limit threshold alarm warning
            critical notice debug trace info node cluster leader follower replica broker consumer producer
            group member heartbeat assignment rebalance commit abort transaction snapshot restore backup
            memory heap cache buffer queue thread worker pool task job schedule cron second minute hour day
            week month year morning evening night today tomorrow yesterday north south east west left right
            red green blue black white small large long short high low good bad better worse best worst
            house street city country river mountain forest field garden window kitchen table chair paper
            letter book story picture music voice number letter question answer reason idea plan change
            market company manager office report meeting contract invoice discount credit card wallet bank
            transfer balance deposit refund charge fee tax rate currency euro dollar pound exact partial
            between against under over through during without within along across behind beyond near far
            again always never often sometimes soon already almost enough quite rather very too also even
            could should would might must shall may need want give take make keep let begin show hear play
            run move live believe hold bring happen write provide sit stand lose pay meet include continue
            learn lead understand watch follow stop create speak read allow add spend grow open walk win
            offer remember love consider appear buy wait serve die send expect build stay fall cut reach
            kill remain suggest raise pass sell require decide pull return explain hope develop carry break
            """.strip().split("\\s+");

    private static final int SLOTS = 1 << 14;
    private static final byte[][] BY_CHANCE = byChance();

    private Words() {}

    /** A word for random bits; the {@code n}-th comes up in proportion to {@code 1 / (n + 3)}. */
    static byte[] at(int bits) {
        return BY_CHANCE[bits & SLOTS - 1];
    }

    private static byte[][] byChance() {
        double sum = 0;
        for (int i = 0; i < ALL.length; i++) {
            sum += weight(i);
        }
        var slots = new byte[SLOTS][];
        double upTo = 0;
        int slot = 0;
        for (int i = 0; i < ALL.length; i++) {
            upTo += weight(i) / sum;
            var word = (ALL[i] + " ").getBytes(StandardCharsets.US_ASCII);
            while (slot < SLOTS && slot < Math.round(upTo * SLOTS)) {
                slots[slot++] = word;
            }
        }
        while (slot < SLOTS) {
            slots[slot++] = slots[0];
        }
        return slots;
    }

    private static double weight(int i) {
        return 1.0 / (i + 3);
    }
}
